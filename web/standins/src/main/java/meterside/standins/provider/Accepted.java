package meterside.standins.provider;

import java.util.Map;

/**
 * One thing a stand-in took, made or passed on.
 *
 * @param kind mail, text, reply (of a phone's owner) or callback
 * @param at when, ISO 8601
 * @param facts mail: id, to, from, subject, raw; text: id, to, from, body, callback, status; reply: id, to, from, body;
 *     callback: id, state, answer
 */
public record Accepted(int number, String kind, String at, Map<String, String> facts) {

    public Accepted {
        facts = Map.copyOf(facts);
    }

    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
