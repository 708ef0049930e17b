package meterside.portal.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import meterside.metering.ChannelId;
import meterside.portal.account.NewestReadRepository.Place;
import meterside.portal.account.NewestReadRepository.Window;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Up to when reads have arrived. What is later is not missing; it has not come yet (rule IN12). */
@Service
public class Freshness {

    private final NewestReadRepository reads;

    Freshness(NewestReadRepository reads) {
        this.reads = reads;
    }

    /** {@return the end of each channel's newest stored interval read that its account may see, where there is one} */
    public Mono<Map<ChannelId, Instant>> of(List<Channel> channels) {
        var places = new ArrayList<Place>();
        for (var channel : channels) {
            channel.scopes().forEach(scope -> places.add(new Place(channel.id().value(), scope)));
        }
        if (places.isEmpty()) {
            return Mono.just(Map.of());
        }
        return reads.lastDays(places).flatMap(days -> {
            var windows = days.stream()
                    .map(last -> window(places.get((int) last.n() - 1), last.day()))
                    .toList();
            return windows.isEmpty() ? Mono.just(Map.of()) : ends(windows);
        });
    }

    private static Window window(Place place, LocalDate day) {
        var whole = place.scope().days().of(day);
        return new Window(place.channel(), whole.start(), whole.end());
    }

    private Mono<Map<ChannelId, Instant>> ends(List<Window> windows) {
        return reads.ends(windows).map(ends -> ends.stream()
                .collect(Collectors.toMap(
                        end -> new ChannelId(end.channel()),
                        end -> Instant.ofEpochSecond(end.endsAt()),
                        (one, other) -> one.isAfter(other) ? one : other)));
    }
}
