package meterside.portal.row;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** One JSON object, read as it comes: bills within it are never all in memory. */
final class JsonRows implements RowFormat {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public String word() {
        return "json";
    }

    @Override
    public void read(Reader text, Predicate<Row> rows, Faults faults) throws IOException {
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            new Reading(json, rows, faults).file();
        } catch (Stop stop) {
            // what is wrong has been noted
        } catch (JacksonIOException unreadable) {
            throw unreadable.getCause();
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            faults.add(
                    at == null ? 0 : at.getLineNr(),
                    Fault.Code.NOT_JSON,
                    "it is no JSON any more: " + broken.getOriginalMessage());
        }
    }

    /** Nothing more of the file can be made sense of. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    /** What stands in a list within a record, and is not a cell of it. */
    private record Nested(String field, Row.Kind kind) {}

    private static final class Reading {

        private final JsonParser json;
        private final Predicate<Row> rows;
        private final Faults faults;

        Reading(JsonParser json, Predicate<Row> rows, Faults faults) {
            this.json = json;
            this.rows = rows;
            this.faults = faults;
        }

        /** The head's fields come first, then the lists, so that each bill can be judged as it comes. */
        void file() {
            expect(json.nextToken(), JsonToken.START_OBJECT, "one object");
            var head = new Row(line(), Row.Kind.FILE);
            var begun = false;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                var kind = kindOf(name);
                if (kind == null) {
                    if (begun) {
                        stop(Fault.Code.OUT_OF_PLACE, "%s stands after the lists, or is not known".formatted(name));
                    }
                    cell(head, Row.Kind.FILE, name);
                    continue;
                }
                begun |= begin(begun, head);
                rows(kind);
            }
            begin(begun, head);
            if (json.nextToken() != null) {
                stop(Fault.Code.NOT_JSON, "something stands behind the end");
            }
        }

        private boolean begin(boolean begun, Row head) {
            if (!begun && !rows.test(head)) {
                throw new Stop();
            }
            return true;
        }

        private static Row.@Nullable Kind kindOf(String list) {
            return switch (list) {
                case "bills" -> Row.Kind.BILL;
                case "payments" -> Row.Kind.PAYMENT;
                case "totals" -> Row.Kind.TOTAL;
                default -> null;
            };
        }

        private static @Nullable Nested within(Row.Kind kind) {
            return switch (kind) {
                case BILL -> new Nested("charges", Row.Kind.CHARGE);
                case CHARGE -> new Nested("lines", Row.Kind.LINE);
                default -> null;
            };
        }

        private void rows(Row.Kind kind) {
            expect(json.nextToken(), JsonToken.START_ARRAY, "a list");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                row(kind);
            }
        }

        /** A record is handed on at its first list, or at its end: what comes after its list is out of place. */
        private void row(Row.Kind kind) {
            expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
            var row = new Row(line(), kind);
            var nested = within(kind);
            var taken = false;
            var last = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                if (nested != null && name.equals(nested.field())) {
                    taken = take(row);
                    last = name;
                    rows(nested.kind());
                } else if (taken) {
                    stop(Fault.Code.OUT_OF_PLACE, "%s stands after %s, which come last".formatted(name, last));
                } else {
                    cell(row, kind, name);
                }
            }
            if (!taken) {
                take(row);
            }
        }

        private boolean take(Row row) {
            if (!rows.test(row)) {
                throw new Stop();
            }
            return true;
        }

        private void cell(Row row, Row.Kind kind, String name) {
            var token = json.nextToken();
            if (token != null && !token.isScalarValue()) {
                stop(Fault.Code.NOT_KNOWN, "%s is neither a text nor a number".formatted(name));
            }
            var field = kind.fields().indexOf(name);
            if (field < 0) {
                faults.add(line(), Fault.Code.UNKNOWN_FIELD, "a %s has no field %s".formatted(kind.word(), name));
            } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                faults.add(line(), Fault.Code.NOT_KNOWN, "%s is neither a text nor a number".formatted(name));
            } else {
                row.put(field, token == JsonToken.VALUE_NULL ? null : json.getString());
            }
        }

        private void expect(@Nullable JsonToken found, JsonToken wanted, String what) {
            if (found != wanted) {
                stop(Fault.Code.NOT_BILLS, "%s was expected here".formatted(what));
            }
        }

        private void stop(Fault.Code code, String detail) {
            faults.add(line(), code, detail);
            throw new Stop();
        }

        private int line() {
            return json.currentTokenLocation().getLineNr();
        }
    }
}
