import type { Channel } from '../api/client';
import type { ServerClock } from '../api/clock';
import { usePhone } from '../frame/notice';
import { addDays, dayAt } from '../time/days';
import { useWords } from '../words/language';
import { Rich } from '../words/rich';

/** A meter that was just set up sends within two days. */
const FIRST_READS = 2;

/** Instead of a chart without bars: when the first reads come, or whom to call when they should have. */
export function Empty({ channel, clock, heading: Heading }: { channel: Channel; clock: ServerClock; heading: 'h2' | 'h3' }) {
    const words = useWords();
    const phone = usePhone();
    const by = addDays(dayAt(Date.parse(channel.from), channel.zone), FIRST_READS);
    const late = by < clock.today(channel.zone);
    return (
        <div class="empty">
            <Heading>{late ? words.t('empty.late') : words.t('empty.title', { day: words.day(by) })}</Heading>
            <p>
                <Rich text={late ? words.t('empty.lateText', phone) : words.t('empty.text')} />
            </p>
        </div>
    );
}
