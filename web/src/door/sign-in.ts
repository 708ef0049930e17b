import { noteSignIn } from '../api/signed-out';
import { keepForLater } from '../offline/register';
import { complete, field, form, mark, post, say, word } from './page';

/** The sign-in page's own small script; the pages behind it are fetched while the customer types. */

keepForLater();

const asked = new URLSearchParams(location.search);
const factor = document.getElementById('factor')!;

if (asked.has('expired')) {
    say(word('expired'));
} else if (asked.has('changed')) {
    say(word('changed'));
}

form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [email, password, code] = [field('email').value.trim(), field('password').value, field('code').value.trim()];
    if (complete({ email: email !== '', password: password.trim() !== '', code: factor.hidden || code !== '' })) {
        void signIn(email, password, code);
    }
});

// the next page's script comes into the cache while there is time
form.addEventListener(
    'focusin',
    () => {
        for (const href of (form.dataset.warm ?? '').split(' ').filter(Boolean)) {
            document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
        }
    },
    { once: true },
);

void fetch('/api/site')
    .then((response) => response.json() as Promise<{ demo?: boolean }>)
    .then((site) => {
        document.getElementById('demo')!.hidden = site.demo !== true;
    })
    .catch(() => undefined);

for (const button of document.querySelectorAll<HTMLElement>('[data-email]')) {
    button.addEventListener('click', () => {
        field('email').value = button.dataset.email!;
        field('password').value = 'meterside-demo';
        form.querySelector<HTMLElement>('[type=submit]')!.focus();
    });
}

async function signIn(email: string, password: string, code: string) {
    const answer = await post('/api/session', factor.hidden ? { email, password } : { email, password, secondFactor: code.replace(/\s/g, '') });
    if (answer === null) {
        return;
    }
    if (answer.ok) {
        noteSignIn();
        location.assign(next());
    } else if (answer.code === 'second-factor-needed') {
        factor.hidden = false;
        say(word('second-factor-needed'));
        field('code').focus();
    } else if (answer.code === 'second-factor-refused') {
        mark('code', answer.text);
        field('code').focus();
        field('code').select();
    } else {
        say(answer.text);
        field('password').focus();
        field('password').select();
    }
}

/** {@return where the customer was; only ever a page of ours} */
function next(): string {
    const target = asked.get('next') ?? '/';
    return /^\/(?![/\\])/.test(target) ? target : '/';
}
