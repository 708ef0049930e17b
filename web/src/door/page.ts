import './language';

/** What the static pages of the door share: fields that say what is missing, refusals in words, the language. */

export const form = document.querySelector('form')!;

/** The page's words for this script: refusals by code, and a few of its own. */
const words = JSON.parse(form.dataset.words!) as Record<string, string>;
const said = document.getElementById('said')!;

for (const button of document.querySelectorAll<HTMLElement>('[data-shows]')) {
    const field = document.getElementById(button.dataset.shows!) as HTMLInputElement;
    button.addEventListener('click', () => {
        const shown = field.type === 'password';
        field.type = shown ? 'text' : 'password';
        button.setAttribute('aria-pressed', String(shown));
        button.firstChild!.textContent = word(shown ? 'hide' : 'show');
    });
}

// until here a press would send the form as a page of its own, and what was typed would be gone
for (const button of form.querySelectorAll<HTMLButtonElement>('[type=submit]')) {
    button.disabled = false;
}

export function word(key: string): string {
    return words[key] ?? words.unexpected!;
}

export function field(id: string): HTMLInputElement {
    return document.getElementById(id) as HTMLInputElement;
}

/** Goes on when all is well; otherwise marks what is wrong and goes to the first of it. */
export function complete(checks: Record<string, boolean>): boolean {
    const wrong = Object.keys(checks).filter((id) => {
        mark(id, checks[id]! ? null : undefined);
        return !checks[id];
    });
    field(wrong[0] ?? '')?.focus();
    return wrong.length === 0;
}

/** @param text what is wrong; undefined: the field's own words; null: nothing */
export function mark(id: string, text: string | null | undefined): void {
    const input = field(id);
    const error = document.getElementById(`${id}-error`)!;
    error.hidden = text === null;
    if (typeof text === 'string') {
        error.textContent = text;
    }
    input.classList.toggle('usa-input--error', text !== null);
    const hint = document.getElementById(`${id}-hint`)?.id;
    const by = [hint, text === null ? undefined : error.id].filter(Boolean).join(' ');
    input.toggleAttribute('aria-invalid', false);
    if (text !== null) {
        input.setAttribute('aria-invalid', 'true');
    }
    if (by) {
        input.setAttribute('aria-describedby', by);
    } else {
        input.removeAttribute('aria-describedby');
    }
}

export function say(text: string): void {
    said.textContent = text;
    said.hidden = false;
}

export function hush(): void {
    said.hidden = true;
}

/** What the portal answered: ok, or the code of its refusal and the words for it. */
export interface Answered {
    ok: boolean;
    code: string;
    text: string;
    body: Record<string, string>;
    /** the whole body, where it is more than words */
    whole: unknown;
}

let busy = false;

/** Asks once at a time; a second press while waiting does nothing. */
export async function post(path: string, body: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Answered | null> {
    if (busy) {
        return null;
    }
    busy = true;
    hush();
    try {
        return await ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
    } finally {
        busy = false;
    }
}

/** Asks, and puts a refusal into words. */
export async function ask(path: string, request: RequestInit = {}): Promise<Answered> {
    try {
        const response = await fetch(path, request);
        const answer = ((await response.json().catch(() => ({}))) ?? {}) as Record<string, string>;
        const code = response.ok ? '' : (answer.code ?? 'unexpected');
        return { ok: response.ok, code, text: refusal(response.status, code, Number(response.headers.get('Retry-After'))), body: answer, whole: answer };
    } catch {
        return { ok: false, code: 'unreachable', text: word('unreachable'), body: {}, whole: null };
    }
}

function refusal(status: number, code: string, wait: number): string {
    if (status === 429) {
        const [unit, time] = wait < 90 ? [word('seconds'), Math.max(wait, 1)] : [word('minutes'), Math.ceil(wait / 60)];
        return word('too-many-attempts').replace('%s', unit.replace('%s', String(time)));
    }
    return code in words ? word(code) : word(status < 500 ? 'unexpected' : 'unavailable');
}

/** Shows one step of several and begins it at its heading. */
export function step(id: string): void {
    for (const one of form.querySelectorAll<HTMLElement>('[data-step]')) {
        one.hidden = one.id !== id;
    }
    hush();
    document.querySelector<HTMLElement>(`#${id} [tabindex="-1"]`)?.focus();
}
