-- Similar homes: those of a commodity, class and size, always drawn in the same order, without looking at all the others.

create index usage_point_alike on usage_point (commodity, class, size_band, hashint8(id));
