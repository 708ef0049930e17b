import { Fragment, type ComponentChildren } from 'preact';
import type { Evaluation, EvaluationNotice } from '../api/notices';
import { decimal, parse } from '../words/amounts';
import { useWords } from '../words/language';
import { clockAt } from '../words/spans';
import type { Words } from '../words/words';
import { figure, timeOf } from './figures';
import { endOf, passing } from './reads';
import { isTrouble, stateWords, wayOf } from './states';

function Step({ title, time, children }: { title: string; time: string; children?: ComponentChildren }) {
    return (
        <li>
            <h3>{title}</h3>
            {time && <p class="quiet">{time}</p>}
            {children && <p>{children}</p>}
        </li>
    );
}

/** What happened, in the order in which it did: also what was found out later. */
export function Steps({ evaluation }: { evaluation: Evaluation }) {
    const words = useWords();
    const { unit, threshold, notices, commodity, turns } = evaluation;
    const read = passing(evaluation);
    const number = (text: string) => figure(text, evaluation, words);
    const before = read && number(decimal(parse(read.running) - parse(read.value)));
    const at = (iso: string, exact = true) => words.capital(timeOf(Date.parse(iso), evaluation, words, exact));
    const sentStep = (notice: EvaluationNotice) => {
        const iso = notice.attempts.at(-1)!.at;
        const what = notice.kind === 'usage-corrected' ? 'Corrected' : 'Sent';
        const step = (
            <Step title={words.t(notice.medium === 'sms' ? `why.text${what}` : `why.email${what}`)} time={at(iso)}>
                {words.capital(wayOf(notice, words))}. <span class={isTrouble(notice.state) ? 'warn' : undefined}>{stateWords(notice, words)}</span>
            </Step>
        );
        return { key: `notice-${notice.id}`, at: Date.parse(iso), step };
    };
    const turnStep = ({ at: iso, beyond, value }: Evaluation['turns'][number]) => {
        const step = (
            <Step title={words.t(beyond ? 'why.correctedUp' : 'why.correctedDown')} time={at(iso)}>
                {words.t(beyond ? 'why.aboveAgain' : 'why.notAbove', { value: words.amount(parse(value), unit), threshold: number(threshold) })}
            </Step>
        );
        return { key: `turn-${iso}-${beyond}`, at: Date.parse(iso), step };
    };
    const later = [...notices.filter((notice) => notice.attempts.length > 0).map(sentStep), ...turns.map(turnStep)].sort((a, b) => a.at - b.at);
    return (
        <>
            {read && (
                <Step
                    title={words.t(`why.used.${commodity}`)}
                    time={words.capital(words.t('moment.day', { day: words.day(evaluation.day), time: words.t('time.span', { from: clockAt(Date.parse(read.start), evaluation.zone, words), to: clockAt(endOf(read), evaluation.zone, words) }) }))}
                >
                    {read.unit === unit ? words.t('why.took', { amount: `${number(read.value)}\u00a0${words.unit(unit, parse(read.value))}`, before: before!, after: number(read.running) }) : words.t('why.tookTo', { after: words.amount(parse(read.running), unit) })}
                </Step>
            )}
            <Step title={words.t('why.reached')} time={at(evaluation.arrivedAt)}>
                {read && late(Date.parse(evaluation.arrivedAt) - endOf(read), words)}
            </Step>
            <Step title={words.t('why.checked')} time={at(evaluation.decidedAt)}>
                {words.t('why.compared', { value: number(evaluation.value), threshold: number(threshold) })}
            </Step>
            {later.map(({ key, step }) => (
                <Fragment key={key}>{step}</Fragment>
            ))}
            {notices
                .filter((notice) => notice.attempts.length === 0)
                .map((notice) => (
                    <Step key={notice.id} title={words.t(notice.medium === 'sms' ? 'why.textNotSent' : 'why.emailNotSent')} time="">
                        {words.capital(wayOf(notice, words))}. {stateWords(notice, words)}
                    </Step>
                ))}
        </>
    );
}

/** {@return "An hour and 12 minutes after the hour ended", as far as it is worth saying} */
function late(milliseconds: number, words: Words): string {
    const minutes = Math.max(0, Math.round(milliseconds / 60_000));
    return minutes < 60 ? words.t('why.lateMinutes', { n: minutes }) : words.t('why.lateHours', { n: Math.round(minutes / 60) });
}
