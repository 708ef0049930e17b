import { digits, looksLikeEmail } from '../contact/address';
import { complete, field, form, mark, post, say, step, word } from './page';
import { watchRules } from './new-password';

/** A new password for one that was forgotten: first where the code goes, then the code and the password. */

let reset = '';
const factor = document.getElementById('factor')!;
const good = watchRules(() => field('email').value.trim());

form.addEventListener('submit', (event) => {
    event.preventDefault();
    void (document.getElementById('who')!.hidden ? change() : ask());
});

document.getElementById('back')!.addEventListener('click', () => step('who'));

async function ask() {
    const email = field('email').value.trim();
    if (!complete({ email: looksLikeEmail(email) })) {
        return;
    }
    const answer = await post('/api/password-resets', { email, language: document.documentElement.lang });
    if (answer?.ok) {
        reset = answer.body.reset!;
        for (const place of document.querySelectorAll('[data-email-shown]')) {
            place.textContent = email;
        }
        field('username').value = email;
        step('prove');
    } else if (answer) {
        say(answer.text);
    }
}

async function change() {
    const [code, password, second] = [digits(field('code').value), field('password').value, field('second').value.replace(/\s/g, '')];
    if (!complete({ code: code.length === 6, second: factor.hidden || second !== '', password: good() })) {
        return;
    }
    const answer = await post(`/api/password-resets/${reset}`, factor.hidden ? { code, password } : { code, password, secondFactor: second });
    if (answer?.ok) {
        location.assign('/sign-in?changed');
    } else if (answer?.code === 'second-factor-needed') {
        const first = factor.hidden;
        factor.hidden = false;
        if (!first) {
            mark('second', word('second-factor-refused'));
        }
        field('second').focus();
    } else if (answer?.code === 'code-refused' || answer?.code === 'password-too-weak') {
        const id = answer.code === 'code-refused' ? 'code' : 'password';
        mark(id, answer.text);
        field(id).focus();
    } else if (answer) {
        say(answer.text);
    }
}
