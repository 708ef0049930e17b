package meterside.portal.greenbutton;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import meterside.metering.LocalDays;
import meterside.metering.ReadLength;
import meterside.metering.ReadingQuality;
import meterside.metering.Unit;
import meterside.portal.account.Channel;
import meterside.portal.cost.Cost;
import meterside.portal.espi.ClockRules;
import meterside.portal.espi.Measure;
import meterside.portal.espi.Names;
import meterside.portal.greenbutton.ReadsRepository.Day;

/**
 * Writes one Green Button file (NAESB REQ.21 ESPI 4.0, rules EX1 to EX4), a part at a time and in order: it is open from
 * {@link #head} to {@link #end}, and keeps nothing of what it gave away. For one reader, one call after another.
 */
final class Feed {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String ESPI = "http://naesb.org/espi";
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final long OF_A_CENT = 1000;
    private static final int LONGEST_NOTE = 256;

    /** The JDK's own, so that no file is looked for while a customer waits. */
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;
    private final Names names;
    private final Instant since;

    /** @param since when the customer's time at the usage point began, for what never changes */
    Feed(Names names, Instant since) {
        this.names = names;
        this.since = since;
        try {
            xml = XML.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private interface Part {
        void write() throws XMLStreamException;
    }

    /** {@return all up to the first reading} */
    byte[] head(String self, String city, Instant made, String commodity, ClockRules clock, boolean withCosts) {
        return written(() -> {
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            text("id", Names.id(self));
            link("self", self);
            text("title", "Green Button usage of " + commodity);
            text("updated", made.toString());
            xml.writeStartElement("author");
            text("name", city);
            xml.writeEndElement();
            usagePoint(commodity, withCosts);
            localTime(clock);
        });
    }

    private void usagePoint(String commodity, boolean withCosts) throws XMLStreamException {
        var related = new ArrayList<>(List.of(names.readings(), names.localTime()));
        if (withCosts) {
            related.add(names.summaries());
        }
        open(names.point(), commodity, "UsagePoint", related);
        xml.writeStartElement("ServiceCategory");
        number(
                "kind",
                switch (commodity) {
                    case "electricity" -> 0;
                    case "gas" -> 1;
                    case "water" -> 2;
                    default -> throw new IllegalStateException("no service of ESPI's: " + commodity);
                });
        xml.writeEndElement();
        close(since, since);
    }

    private void localTime(ClockRules clock) throws XMLStreamException {
        open(names.localTime(), "Local time", "LocalTimeParameters", List.of());
        text("dstEndRule", clock.ends());
        number("dstOffset", clock.saving());
        text("dstStartRule", clock.starts());
        number("tzOffset", clock.offset());
        close(since, since);
    }

    /**
     * {@return what a bill says that the point's use cost} Its lines are how its amount is made up, and do not come on top of it; that they
     * add up is ESPI's own rule. Money is in hundred-thousandths.
     */
    byte[] summary(Cost cost, String commodity, LocalDays days) {
        return written(() -> {
            open(names.summary(cost.charge()), "Bill of " + cost.issuedOn(), "UsageSummary", List.of());
            var start = days.startOf(cost.first());
            period("billingPeriod", start.getEpochSecond(), seconds(start, days.startOf(cost.beyond())));
            number("billLastPeriod", cost.cents() * OF_A_CENT);
            if (!cost.lines().isEmpty()) {
                var sum = cost.lines().stream().mapToLong(Cost.Line::cents).sum();
                number("costAdditionalLastPeriod", sum * OF_A_CENT);
            }
            for (var line : cost.lines()) {
                xml.writeStartElement("costAdditionalDetailLastPeriod");
                number("amount", line.cents() * OF_A_CENT);
                text("note", line.text().substring(0, Math.min(line.text().length(), LONGEST_NOTE)));
                amount("measurement", line.quantity(), line.unit());
                number("itemKind", kind(line));
                xml.writeEndElement();
            }
            number("currency", Currency.getInstance(cost.currency()).getNumericCode());
            amount("overallConsumptionLastPeriod", cost.quantity(), cost.unit());
            if (!cost.basis().equals("flat")) {
                var quality = cost.basis().equals("estimated") ? ReadingQuality.ESTIMATED : ReadingQuality.VALID;
                number("qualityOfReading", quality.code());
            }
            number("statusTimeStamp", cost.known().getEpochSecond());
            number("commodity", commodity(commodity));
            close(days.startOf(cost.issuedOn()), cost.known());
        });
    }

    private static long seconds(Instant start, Instant end) {
        return end.getEpochSecond() - start.getEpochSecond();
    }

    /** {@return usage fee, administrative credit or administrative fee: bills do not say which line is a tax} */
    private static int kind(Cost.Line line) {
        if (line.quantity().isPresent()) {
            return 3;
        }
        return line.cents() < 0 ? 8 : 4;
    }

    /** Writes an amount if it is one of a unit that ESPI has, to its last digit. */
    private void amount(String name, Optional<Long> billionths, Optional<Unit> unit) throws XMLStreamException {
        if (billionths.isEmpty() || unit.isEmpty()) {
            return;
        }
        var value = billionths.get();
        var measure = Measure.of(unit.get()).for48Bits(BigInteger.valueOf(value).abs());
        if (measure.holds(value)) {
            xml.writeStartElement(name);
            number("powerOfTenMultiplier", measure.exponent());
            number("uom", measure.uom());
            number("value", measure.value(value));
            xml.writeEndElement();
        }
    }

    /** {@return a reading and its type; its blocks follow} */
    byte[] reading(Channel channel, Measure measure) {
        var title = "%s %s".formatted(channel.commodity(), channel.flow());
        var type = names.type(channel.id(), measure.exponent());
        return written(() -> {
            open(names.reading(channel.id()), title, "MeterReading", List.of(type, names.blocks(channel.id())));
            close(since, since);
            open(type, "%s, %s".formatted(title, channel.length()), "ReadingType", List.of());
            number("accumulationBehaviour", measure.accumulation());
            number("commodity", commodity(channel.commodity()));
            number("defaultQuality", ReadingQuality.VALID.code());
            number("flowDirection", direction(channel));
            number("intervalLength", secondsOf(channel));
            number("kind", measure.kind());
            number("powerOfTenMultiplier", measure.exponent());
            number("uom", measure.uom());
            close(since, since);
        });
    }

    private static int commodity(String commodity) {
        return switch (commodity) {
            case "electricity" -> 1; // as the meter measures it, after any transformer
            case "gas" -> 7;
            default -> 9;
        };
    }

    /** Export is a direction and has values above zero (rule EX4); below zero is only what a net channel counts. */
    private static int direction(Channel channel) {
        return switch (channel.flow()) {
            case "delivered" -> 1;
            case "received" -> 19;
            case "net" -> 4;
            default -> 20;
        };
    }

    /** {@return the usual length: a local day's is 86,400, and on days of 23 or 25 hours its read says otherwise} */
    private static int secondsOf(Channel channel) {
        var minutes = ReadLength.parse(channel.length()).minutes();
        return minutes == 0 ? SECONDS_OF_A_DAY : minutes * 60;
    }

    /** {@return a block of all reads of a local day} What is missing is not in it: that is no zero. */
    byte[] block(Channel channel, Measure measure, Day day) {
        return written(() -> {
            open(names.block(channel.id(), day.day()), day.day().toString(), "IntervalBlock", List.of());
            period("interval", day.span().start().getEpochSecond(), day.span().seconds());
            for (var read : day.reads()) {
                xml.writeStartElement("IntervalReading");
                if (read.quality() != ReadingQuality.VALID.code()) {
                    xml.writeStartElement("ReadingQuality");
                    number("quality", read.quality());
                    xml.writeEndElement();
                }
                period("timePeriod", read.start(), read.seconds());
                number("value", measure.value(read.billionths()));
                xml.writeEndElement();
            }
            close(day.span().start(), day.storedAt());
        });
    }

    byte[] end() {
        return written(xml::writeEndDocument);
    }

    private byte[] written(Part part) {
        try {
            part.write();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
        var given = bytes.toByteArray();
        bytes.reset();
        return given;
    }

    private void open(String self, String title, String resource, List<String> related) throws XMLStreamException {
        xml.writeStartElement("entry");
        text("id", Names.id(self));
        link("self", self);
        link("up", Names.up(self));
        for (var other : related) {
            link("related", other);
        }
        text("title", title);
        xml.writeStartElement("content");
        xml.writeAttribute("type", "application/xml");
        xml.writeStartElement(resource);
        xml.writeDefaultNamespace(ESPI);
    }

    private void close(Instant published, Instant updated) throws XMLStreamException {
        xml.writeEndElement();
        xml.writeEndElement();
        text("published", published.toString());
        text("updated", updated.toString());
        xml.writeEndElement();
    }

    private void period(String name, long start, long seconds) throws XMLStreamException {
        xml.writeStartElement(name);
        number("duration", seconds);
        number("start", start);
        xml.writeEndElement();
    }

    private void link(String relation, String target) throws XMLStreamException {
        xml.writeStartElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", target);
        xml.writeEndElement();
    }

    private void number(String name, long value) throws XMLStreamException {
        text(name, Long.toString(value));
    }

    private void text(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }
}
