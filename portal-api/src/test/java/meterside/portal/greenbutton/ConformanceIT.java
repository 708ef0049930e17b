package meterside.portal.greenbutton;

import static meterside.portal.greenbutton.Files.NEW_YORK;
import static meterside.portal.greenbutton.Files.delivered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import meterside.metering.ReadingQuality;
import meterside.portal.testing.Rows;
import meterside.testing.Backing;
import org.junit.jupiter.api.Test;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Conformance with the standard's own schema, which may not be copied into the repository, so it lies beside it (rule EX1). */
class ConformanceIT {

    /** The attributes of XML itself that Atom uses; its schema would be fetched from the W3C. */
    private static final String XML_ATTRIBUTES = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="base" type="xs:anyURI"/>
              <xs:attribute name="lang" type="xs:language"/>
            </xs:schema>
            """;

    @Test
    void whatWeWriteIsValidAgainstEspi4() throws Exception {
        var folder = Backing.root().resolve("../shared/data/greenbutton").normalize();
        if (!java.nio.file.Files.exists(folder)) {
            System.out.println(
                    "The conformance test of Green Button files was not run: the schema is not beside this checkout.");
        }
        assumeTrue(java.nio.file.Files.exists(folder), () -> "not run: there is no " + folder);
        var espi = espi(folder);
        try (var files = new Files()) {
            var solar = files.point("electricity");
            delivered(solar, "kWh", "PT15M")
                    .every(900, Rows.day("2026-10-30", NEW_YORK), Rows.day("2026-11-03", NEW_YORK), n -> n * 1_000_003);
            files.received(solar)
                    .every(900, Rows.day("2026-10-30", NEW_YORK), Rows.day("2026-11-03", NEW_YORK), n -> n);
            var gas = files.point("gas");
            delivered(gas, "therm", "P1D")
                    .read(Rows.day("2026-11-01", NEW_YORK), 90_000, 1_234_567_891L, ReadingQuality.VALID);
            var water = files.point("water");
            var gallons = delivered(water, "gal", "PT1H");
            var start = Rows.day("2026-10-31", NEW_YORK);
            for (var quality : ReadingQuality.values()) {
                gallons.read(start.plusSeconds(3600L * quality.ordinal()), 3600, quality.ordinal(), quality);
            }

            files.bill(
                    water,
                    "water",
                    "2026-10-01",
                    "2026-11-02",
                    "27.41",
                    "line,Base,,,,,12.50",
                    "line,Water,,4518,gal,0.0033,15.41",
                    "line,Discount,,,,,-0.50");
            files.bill(gas, "gas", "2026-10-01", "2026-11-02", "27.41");

            for (var point : new meterside.portal.testing.UsagePoints.Point[] {solar, gas, water}) {
                validate(espi, files.xml(point, "2026-10-30", "2026-11-03"));
            }
            var broken = files.xml(gas, "2026-10-30", "2026-11-03").replaceFirst("<dstOffset>3600</dstOffset>", "");
            assertThatThrownBy(() -> validate(espi, broken))
                    .as("the schema looks into what the feed holds")
                    .isInstanceOf(SAXException.class)
                    .hasMessageContaining("dstOffset");
            assertThat(files.xml(water, "2026-10-30", "2026-11-03"))
                    .contains("<quality>10</quality>", "<costAdditionalDetailLastPeriod>");
            assertThat(files.xml(gas, "2026-10-30", "2026-11-03")).contains("<billLastPeriod>");
        }
    }

    private static void validate(Schema espi, String xml) throws Exception {
        espi.newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    private static Schema espi(Path folder) throws Exception {
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        var dom = (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        factory.setResourceResolver((type, space, publicId, systemId, base) ->
                "http://www.w3.org/XML/1998/namespace".equals(space) ? attributes(dom, systemId) : null);
        return factory.newSchema(folder.resolve("ESPI_4.0_espi.xsd").toFile());
    }

    private static LSInput attributes(DOMImplementationLS dom, String systemId) {
        var input = dom.createLSInput();
        input.setSystemId(systemId);
        input.setByteStream(new ByteArrayInputStream(XML_ATTRIBUTES.getBytes(StandardCharsets.UTF_8)));
        return input;
    }
}
