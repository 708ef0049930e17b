import type { Channel } from '../api/client';
import { spanOf, type Period } from '../usage/period';
import type { Service } from '../usage/service';
import { useWords } from '../words/language';

/** The reads of the span as files: a table by day or hour for each direction, and one Green Button file with all. */
export function Downloads({ account, service, period }: { account: string; service: Service; period: Period }) {
    const words = useWords();
    const { from, to, by } = spanOf(period);
    const span = `from=${from}&to=${to}`;
    const table = (channel: Channel, width: string) => `/api/accounts/${account}/channels/${channel.id}/usage.csv?${span}&by=${width}`;
    const widths = by === 'day' && service.main.length !== 'P1D' ? (['day', 'hour'] as const) : ([by] as const);
    return (
        <section class="downloads" aria-labelledby="downloads">
            <h2 id="downloads">{words.t('zoom.take')}</h2>
            <ul>
                {[service.main, ...(service.back ? [service.back] : [])].flatMap((channel) =>
                    widths.map((width) => (
                        <li key={channel.id + width}>
                            <a class="act" href={table(channel, width)}>
                                {words.t(channel === service.back ? `zoom.takeBack.${width}` : `zoom.take.${width}`)}
                            </a>
                        </li>
                    )),
                )}
                <li>
                    <a class="act" href={`/api/accounts/${account}/usage-points/${service.main.usagePoint}/green-button.xml?${span}`}>
                        {words.t('zoom.takeGreenButton')}
                    </a>
                    <span class="quiet about">{words.t('zoom.takeGreenButtonFor')}</span>
                </li>
            </ul>
        </section>
    );
}
