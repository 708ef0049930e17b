package meterside.portal.bad;

/** Stands for a class of another process, in a bad example. */
public class Portal {}
