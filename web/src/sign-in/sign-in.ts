import { noteSignIn } from '../api/signed-out';
import '../styles/base.scss';

/** The sign-in page's own small script; the pages behind it are fetched while the customer types. */

const form = document.querySelector('form')!;
const said = document.getElementById('said')!;
const words = form.dataset as Record<string, string>;
const fields = [...form.querySelectorAll('input')];
const show = document.getElementById('show')!;
const password = document.getElementById('password') as HTMLInputElement;
const asked = new URLSearchParams(location.search);

if (asked.has('expired')) {
    say(words.expired!);
}

form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (complete()) {
        void signIn();
    }
});

// the next page's script comes into the cache while there is time
form.addEventListener(
    'focusin',
    () => {
        for (const href of (words.warm ?? '').split(' ').filter(Boolean)) {
            document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
        }
    },
    { once: true },
);

show.addEventListener('click', () => {
    const shown = password.type === 'password';
    password.type = shown ? 'text' : 'password';
    show.setAttribute('aria-pressed', String(shown));
    show.textContent = (shown ? words.hide : words.show)!;
});

for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
    button.addEventListener('click', () => {
        document.cookie = `language=${button.dataset.language}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
        location.reload();
    });
}

void fetch('/api/site')
    .then((response) => response.json() as Promise<{ demo?: boolean }>)
    .then((site) => {
        document.getElementById('demo')!.hidden = site.demo !== true;
    })
    .catch(() => undefined);

for (const button of document.querySelectorAll<HTMLElement>('[data-email]')) {
    button.addEventListener('click', () => {
        fields[0]!.value = button.dataset.email!;
        password.value = 'meterside-demo';
        form.querySelector<HTMLElement>('[type=submit]')!.focus();
    });
}

/** Marks what is missing and goes to the first of it. */
function complete(): boolean {
    const missing = fields.filter((field) => {
        const empty = field.value.trim() === '';
        const error = document.getElementById(`${field.id}-error`)!;
        error.hidden = !empty;
        field.classList.toggle('usa-input--error', empty);
        if (empty) {
            field.setAttribute('aria-invalid', 'true');
            field.setAttribute('aria-describedby', error.id);
        } else {
            field.removeAttribute('aria-invalid');
            field.removeAttribute('aria-describedby');
        }
        return empty;
    });
    missing[0]?.focus();
    return missing.length === 0;
}

async function signIn() {
    const [email, secret] = fields.map((field) => field.value) as [string, string];
    try {
        const response = await fetch('/api/session', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ email: email.trim(), password: secret }),
        });
        if (response.ok) {
            noteSignIn();
            location.assign(next());
            return;
        }
        say(refusal(response.status, Number(response.headers.get('Retry-After'))));
    } catch {
        say(words.unavailable!);
    }
    password.focus();
    password.select();
}

function refusal(status: number, wait: number): string {
    if (status === 429) {
        const [unit, time] = wait < 90 ? [words.seconds!, Math.max(wait, 1)] : [words.minutes!, Math.ceil(wait / 60)];
        return words.tooMany!.replace('%s', unit.replace('%s', String(time)));
    }
    return status < 500 ? words.refused! : words.unavailable!;
}

function say(text: string) {
    said.textContent = text;
    said.hidden = false;
}

/** {@return where the customer was; only ever a page of ours} */
function next(): string {
    const target = asked.get('next') ?? '/';
    return /^\/(?![/\\])/.test(target) ? target : '/';
}
