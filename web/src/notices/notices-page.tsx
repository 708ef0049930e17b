import { Link } from 'wouter-preact';
import type { Account } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { useNotices, type Notice } from '../api/notices';
import { useChannels } from '../api/queries';
import { Arrow } from '../frame/icons';
import { Trouble } from '../frame/notice';
import { Waiting } from '../frame/part';
import { useTitle } from '../frame/title';
import { useWords } from '../words/language';
import { momentAt } from '../words/spans';
import { aboutNotice, isTrouble, stateWords, wayOf } from './states';

/** What was sent to whom, when, and what became of it; newest first. */
export function NoticesPage({ account, clock }: { account: Account; clock: ServerClock }) {
    const words = useWords();
    const notices = useNotices(account.id);
    const zone = useChannels(account.id).data?.[0]?.zone ?? 'America/New_York';
    const today = useToday(clock, zone);
    const all = notices.data?.pages.flatMap((page) => page.notices);
    useTitle(words.t('notices.title'));
    return (
        <div class="middle">
            <p>
                <Link class="act light" href={`/accounts/${account.id}/alerts`}>
                    <Arrow to="left" /> {words.t('alerts.title')}
                </Link>
            </p>
            <div class="top">
                <h1>{words.t('notices.title')}</h1>
            </div>
            <Trouble plain />
            {!all ? (
                <Waiting failed={notices.isError} />
            ) : all.length === 0 ? (
                <section class="card">
                    <h2>{words.t('notices.none')}</h2>
                    <p>{words.t('notices.noneText')}</p>
                </section>
            ) : (
                <>
                    <ul class="card sent">
                        {all.map((notice) => (
                            <OneNotice key={notice.id} account={account.id} notice={notice} at={words.capital(momentAt(Date.parse(notice.sentAt ?? notice.madeAt), zone, today, words))} />
                        ))}
                    </ul>
                    {notices.hasNextPage && (
                        <p class="below">
                            <button type="button" class="usa-button usa-button--outline" aria-disabled={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
                                {words.t('notices.more')}
                            </button>
                        </p>
                    )}
                </>
            )}
        </div>
    );
}

function OneNotice({ account, notice, at }: { account: string; notice: Notice; at: string }) {
    const words = useWords();
    const id = `notice-${notice.id}`;
    return (
        <li>
            <h2 id={id}>{aboutNotice(notice, words)}</h2>
            <p class="quiet">
                {wayOf(notice, words)}. {at.endsWith('.') ? at : `${at}.`}
            </p>
            <p class={isTrouble(notice.state) ? 'warn' : undefined}>{stateWords(notice, words)}</p>
            {notice.evaluation !== null && (
                <Link class="act" href={`/accounts/${account}/evaluations/${notice.evaluation}`} aria-describedby={id}>
                    {words.t('notices.why')} <Arrow to="right" />
                </Link>
            )}
        </li>
    );
}
