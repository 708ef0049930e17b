import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../words/language';

type InputProps = Omit<JSX.IntrinsicElements['input'], 'value' | 'onInput' | 'id' | 'label' | 'children'>;

interface FieldProps extends InputProps {
    id: string;
    label: string;
    hint?: string | undefined;
    error?: string | undefined;
    value: string;
    onText: (text: string) => void;
    /** stands at the right of the label */
    beside?: ComponentChildren;
}

/** A label, what it wants, what is wrong with it, and the field: tied together for eyes and ears. */
export function Field({ id, label, hint, error, value, onText, beside, ...input }: FieldProps) {
    return (
        <div class="field">
            <div class="label-row">
                <label class="usa-label" for={id}>
                    {label}
                </label>
                {beside}
            </div>
            {hint && (
                <p class="hint" id={`${id}-hint`}>
                    {hint}
                </p>
            )}
            <FieldError id={id} error={error} />
            <input
                {...input}
                class={error ? 'usa-input usa-input--error' : 'usa-input'}
                id={id}
                name={id}
                value={value}
                onInput={(event) => onText(event.currentTarget.value)}
                aria-invalid={error ? 'true' : undefined}
                aria-describedby={described(id, hint, error)}
            />
        </div>
    );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
    return error ? (
        <span class="usa-error-message" id={`${id}-error`}>
            {error}
        </span>
    ) : null;
}

export function described(id: string, hint: string | undefined, error: string | undefined): string | undefined {
    return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

/** A password that can be looked at, since typing blind is how people lock themselves out. */
export function PasswordField(props: Omit<FieldProps, 'type' | 'beside'>) {
    const words = useWords();
    const [shown, setShown] = useState(false);
    return (
        <Field
            {...props}
            type={shown ? 'text' : 'password'}
            autocapitalize="none"
            spellcheck={false}
            maxLength={1000}
            beside={
                <button type="button" class="act plain" aria-pressed={shown} aria-controls={props.id} onClick={() => setShown(!shown)}>
                    {words.t(shown ? 'signIn.hide' : 'signIn.show')}
                    <span class="hidden-text">: {props.label}</span>
                </button>
            }
        />
    );
}

/** Six digits from a message or an app. */
export function CodeField(props: Omit<FieldProps, 'type' | 'beside'>) {
    return <Field autocomplete="one-time-code" inputMode="numeric" spellcheck={false} maxLength={12} {...props} />;
}

interface ChoiceProps {
    id: string;
    label: string;
    hint?: string | undefined;
    value: string;
    options: readonly (readonly [value: string, name: string])[];
    onText: (value: string) => void;
}

export function Choice({ id, label, hint, value, options, onText }: ChoiceProps) {
    return (
        <div class="field">
            <label class="usa-label" for={id}>
                {label}
            </label>
            {hint && (
                <p class="hint" id={`${id}-hint`}>
                    {hint}
                </p>
            )}
            <select class="usa-select" id={id} value={value} onChange={(event) => onText(event.currentTarget.value)} aria-describedby={described(id, hint, undefined)}>
                {options.map(([key, name]) => (
                    <option key={key} value={key}>
                        {name}
                    </option>
                ))}
            </select>
        </div>
    );
}

interface TickProps {
    id: string;
    checked: boolean;
    onTick: (checked: boolean) => void;
    children: ComponentChildren;
}

export function Tick({ id, checked, onTick, children }: TickProps) {
    return (
        <div class="usa-checkbox">
            <input class="usa-checkbox__input" type="checkbox" id={id} checked={checked} onChange={(event) => onTick(event.currentTarget.checked)} />
            <label class="usa-checkbox__label" for={id}>
                {children}
            </label>
        </div>
    );
}

/** What a whole form has to say: a refusal in words, or how many fields are to be mended, with the way to each. */
export function Said({ text, errors = {}, idOf = (field) => field }: { text: string | null; errors?: Partial<Record<string, string>>; idOf?: (field: string) => string }) {
    const words = useWords();
    const fields = Object.entries(errors).filter(([, error]) => error);
    return (
        <div role="alert" class="said-room">
            {(text !== null || fields.length > 0) && (
                <div class="said">
                    {text !== null && <p>{text}</p>}
                    {fields.length > 0 && (
                        <>
                            <p>{words.t('form.mend', { n: fields.length })}</p>
                            <ul>
                                {fields.map(([field, error]) => (
                                    <li key={field}>
                                        <a class="link" href={`#${idOf(field)}`} onClick={(event) => focus(event, idOf(field))}>
                                            {error}
                                        </a>
                                    </li>
                                ))}
                            </ul>
                        </>
                    )}
                </div>
            )}
        </div>
    );
}

function focus(event: MouseEvent, id: string) {
    event.preventDefault();
    document.getElementById(id)?.focus();
}
