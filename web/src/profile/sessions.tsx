import { useState } from 'preact/hooks';
import { useQuery } from '@tanstack/preact-query';
import { done, portal } from '../api/client';
import { useToday, type ServerClock } from '../api/clock';
import { useProfile, useSessions, type SignedInBrowser } from '../api/profile';
import { queries, sessionQuery } from '../api/queries';
import { Said } from '../form/field';
import { useSubmit } from '../form/submit';
import { useWords } from '../words/language';
import { momentAt } from '../words/spans';

/** Where this login is signed in now; any of it can be ended from here. */
export function SessionsCard() {
    const words = useWords();
    const sessions = useSessions();
    const form = useSubmit();
    const [said, setSaid] = useState<string | null>(null);

    const end = (work: () => Promise<void>, text: string) =>
        void form.submit(async () => {
            await work();
            setSaid(text);
            await queries.invalidateQueries({ queryKey: ['sessions'] });
        });
    const others = sessions.data?.filter((one) => !one.current) ?? [];

    return (
        <section class="card">
            <h2>{words.t('sessions.title')}</h2>
            <Said text={form.said} />
            <p role="status">{said}</p>
            {sessions.data ? (
                <ul class="sent">
                    {[...sessions.data.filter((one) => one.current), ...others].map((one) => (
                        <OneSession
                            key={one.id}
                            session={one}
                            onEnd={() => end(() => done(portal.DELETE('/api/sessions/{session}', { params: { path: { session: one.id } } })), words.t('sessions.ended'))}
                        />
                    ))}
                </ul>
            ) : (
                <div class={sessions.isError ? 'sunk tall still' : 'sunk tall'} />
            )}
            {others.length > 1 && (
                <button type="button" class="usa-button usa-button--outline" onClick={() => end(() => done(portal.DELETE('/api/sessions')), words.t('sessions.endedAll'))}>
                    {words.t('sessions.endAll')}
                </button>
            )}
        </section>
    );
}

function OneSession({ session, onEnd }: { session: SignedInBrowser; onEnd: () => void }) {
    const words = useWords();
    const zone = useProfile().data?.zone ?? 'America/New_York';
    const clock = useQuery(sessionQuery).data?.clock;
    const id = `session-${session.id}`;
    return (
        <li>
            <h3 id={id}>
                {session.browser ?? words.t('sessions.unknown')}
                {session.current && <b class="chip">{words.t('sessions.this')}</b>}
            </h3>
            {clock && <Seen session={session} zone={zone} clock={clock} />}
            {!session.current && (
                <button type="button" class="act plain" onClick={onEnd} aria-describedby={id}>
                    {words.t('sessions.end')}
                </button>
            )}
        </li>
    );
}

function Seen({ session, zone, clock }: { session: SignedInBrowser; zone: string; clock: ServerClock }) {
    const words = useWords();
    const today = useToday(clock, zone);
    const at = (iso: string) => momentAt(Date.parse(iso), zone, today, words);
    return <p class="quiet">{words.t('sessions.when', { signedIn: at(session.signedInAt), seen: at(session.lastSeenAt) })}</p>;
}
