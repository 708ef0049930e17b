import type { ComponentChildren } from 'preact';
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
                        <Row key={channel.id + width} file={table(channel, width)} name={words.t(channel === service.back ? `zoom.takeBack.${width}` : `zoom.take.${width}`)} />
                    )),
                )}
                <Row file={`/api/accounts/${account}/usage-points/${service.main.usagePoint}/green-button.xml?${span}`} name={words.t('zoom.takeGreenButton')}>
                    <span class="quiet about">{words.t('zoom.takeGreenButtonFor')}</span>
                </Row>
            </ul>
            <p>
                {words.t('zoom.takeSignedFor')}{' '}
                <a class="link" href="/verify">
                    {words.t('zoom.check')}
                </a>
            </p>
        </section>
    );
}

/** A file, and the same one in a ZIP with the utility's signature. */
function Row({ file, name, children }: { file: string; name: string; children?: ComponentChildren }) {
    const words = useWords();
    return (
        <li>
            <a class="act" href={file}>
                {name}
            </a>{' '}
            <a class="link" href={file.replace('?', '.zip?')}>
                <span class="hidden-text">{name} </span>
                {words.t('zoom.takeSigned')}
            </a>
            {children}
        </li>
    );
}
