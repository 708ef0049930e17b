import { Link } from 'wouter-preact';
import type { Method, Preview } from '../api/money';
import { FieldError, Tick } from '../form/field';
import { methodName } from '../money/method';
import { useWords } from '../words/language';
import type { Filled } from './wish';

interface WayCardProps {
    methods: readonly Method[];
    saving: Record<'card' | 'bank', string> | undefined;
    way: string;
    fees: { card: Preview | undefined; bank: Preview | undefined };
    filled: Filled;
    /** a day ahead can only be paid by what is kept */
    later: boolean;
    onFill: (filled: Filled) => void;
    error: string | undefined;
}

/** By what: something kept before, a card, or a bank account; each with its fee. */
export function WayCard({ methods, saving, way, fees, filled, later, onFill, error }: WayCardProps) {
    const words = useWords();
    const feeOf = (kind: 'card' | 'bank') => {
        const preview = fees[kind];
        return preview === undefined ? '' : preview.feeCents === 0 ? words.t('pay.noFee') : words.t('pay.fee', { amount: words.money(preview.feeCents) });
    };
    const options = [
        ...methods.map((method) => ({ id: `saved:${method.id}`, name: methodName(method, words), kind: method.kind })),
        { id: 'card', name: words.t(methods.some((one) => one.kind === 'card') ? 'pay.otherCard' : 'method.card'), kind: 'card' as const },
        { id: 'bank', name: words.t(methods.some((one) => one.kind === 'bank') ? 'pay.otherBank' : 'method.bank'), kind: 'bank' as const },
    ];
    const shown = later ? options.filter((one) => one.id.startsWith('saved:')) : options;
    return (
        <section class="card">
            <fieldset class="usa-fieldset" id="way" tabIndex={-1} aria-describedby={error ? 'way-error' : undefined}>
                <legend>
                    <h2>{words.t('pay.way')}</h2>
                </legend>
                <FieldError id="way" error={error} />
                {shown.length === 0 && <p>{words.t('pay.laterNeedsSaved')}</p>}
                {shown.map(({ id, name, kind }) => (
                    <div class="usa-radio" key={id}>
                        <input class="usa-radio__input" type="radio" name="way" id={`way-${id.replace(':', '-')}`} checked={way === id} onChange={() => onFill({ ...filled, way: id })} />
                        <label class="usa-radio__label with-figure with-fee" for={`way-${id.replace(':', '-')}`}>
                            <span>
                                <b class="strong">{name}</b>
                                <span class="quiet about">{words.t(kind === 'card' ? 'pay.cardSpeed' : 'pay.bankSpeed')}</span>
                            </span>
                            <span>{feeOf(kind)}</span>
                        </label>
                    </div>
                ))}
            </fieldset>
            {!way.startsWith('saved:') && !later && (
                <Tick id="save" checked={filled.save} onTick={(save) => onFill({ ...filled, save })}>
                    {words.t(way === 'bank' ? 'pay.saveBank' : 'pay.saveCard')}
                    <span class="quiet about">{saving?.[way === 'bank' ? 'bank' : 'card'] ?? words.t('pay.saveHint')}</span>
                </Tick>
            )}
            {later && (
                <Link class="act" href="/profile/methods">
                    {words.t('method.add')}
                </Link>
            )}
        </section>
    );
}
