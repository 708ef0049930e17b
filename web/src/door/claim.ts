import { noteSignIn } from '../api/signed-out';
import { digits, looksLikeEmail } from '../contact/address';
import { complete, field, form, mark, post, say, step } from './page';
import { watchRules } from './new-password';

/** A login for an account one can prove: first whose it is, then the code from the e-mail and a password. */

let claim = '';
const good = watchRules(() => field('email').value.trim());

form.addEventListener('submit', (event) => {
    event.preventDefault();
    void (document.getElementById('who')!.hidden ? open() : ask());
});

document.getElementById('back')!.addEventListener('click', () => step('who'));

async function ask() {
    const [account, meter, email] = ['account', 'meter', 'email'].map((id) => field(id).value.trim()) as [string, string, string];
    if (!complete({ account: account !== '', meter: meter !== '', email: looksLikeEmail(email) })) {
        return;
    }
    const answer = await post('/api/claims', { accountNumber: account, meterSerial: meter, email, language: document.documentElement.lang });
    if (answer?.ok) {
        claim = answer.body.claim!;
        for (const place of document.querySelectorAll('[data-email-shown]')) {
            place.textContent = email;
        }
        field('username').value = email;
        step('prove');
    } else if (answer) {
        say(answer.text);
    }
}

async function open() {
    const [code, password] = [digits(field('code').value), field('password').value];
    if (!complete({ code: code.length === 6, password: good() })) {
        return;
    }
    const answer = await post(`/api/claims/${claim}`, { code, password });
    if (answer?.ok) {
        noteSignIn();
        location.assign('/');
    } else if (answer?.code === 'code-refused' || answer?.code === 'password-too-weak') {
        const id = answer.code === 'code-refused' ? 'code' : 'password';
        mark(id, answer.text);
        field(id).focus();
    } else if (answer) {
        say(answer.text);
    }
}
