import '../styles/paying.scss';
import { looksLikeEmail } from '../contact/address';
import { pauseAfter, toneOf } from '../payment/moving';
import { decimalOf, typedCents } from '../words/money';
import type { GuestBill, GuestPayment } from '../api/money-shapes';
import { ask, complete, field, form, mark, post, say, step, word } from './page';

/**
 * Paying another's bill, or one's own without signing in: which account, how much and by what, what it costs in all, and then
 * the payment company's page. The token that stands for the account stays in this tab and never in an address.
 */

const TOKEN = 'guest:';
const locale = form.dataset.locale!;
const returned = /^\/pay\/([\w-]+)$/.exec(location.pathname)?.[1];
let found: GuestBill | undefined;
let paying: GuestPayment | undefined;
/** one wish, one key: pressed twice it is the same payment */
let wished = { body: '', key: '' };

form.addEventListener('submit', (event) => {
    event.preventDefault();
    const open = [...form.querySelectorAll<HTMLElement>('[data-step]')].find((one) => !one.hidden);
    void (open?.id === 'who' ? find() : open?.id === 'what' ? wish() : go());
});

for (const button of form.querySelectorAll<HTMLElement>('[data-back]')) {
    button.addEventListener('click', () => step(button.dataset.back!));
}

for (const radio of form.querySelectorAll('[name=amount-of]')) {
    radio.addEventListener('change', () => showOther());
}

document.getElementById('look')!.addEventListener('click', () => void look(returned!, 0));

if (returned !== undefined) {
    step('state');
    void look(returned, 0);
}

async function find() {
    const [accountNumber, proof] = [field('account').value.trim(), typedCents(field('proof').value)];
    if (!complete({ account: accountNumber !== '', proof: proof !== null })) {
        return;
    }
    const answer = await post('/api/guest/bills', { accountNumber, proof: decimalOf(proof!) });
    if (!answer?.ok) {
        return answer && say(answer.text);
    }
    found = answer.whole as GuestBill;
    document.getElementById('anyway')!.hidden = true;
    field('despite').checked = false;
    show('[data-name]', found.name);
    show('[data-number]', found.accountNumber);
    const owed = Math.max(0, found.owedCents);
    show('[data-owes]', owed === 0 ? word('owesNothing') : word(found.dueOn === null ? 'owes' : 'dueOn').replace('%amount', money(owed)).replace('%day', day(found.dueOn)));
    show('[data-all]', money(owed));
    document.getElementById('all-of-it')!.hidden = owed === 0;
    field(owed === 0 ? 'other' : 'all').checked = true;
    showOther();
    step('what');
}

function showOther() {
    document.getElementById('other-amount')!.hidden = !field('other').checked;
}

async function wish() {
    const other = field('other').checked;
    const typed = field('amount').value;
    const cents = other ? typedCents(typed) : found!.owedCents;
    const email = field('email').value.trim();
    mark('amount', null);
    if (!complete({ amount: cents !== null && cents > 0, email: email === '' || looksLikeEmail(email) })) {
        if (cents === null || cents === 0) {
            mark('amount', word(typed.trim() === '' ? 'amountMissing' : cents === 0 ? 'amountZero' : 'amountWrong'));
        }
        return;
    }
    const kind = field('way-bank').checked ? 'bank' : 'card';
    const body = { token: found!.token, cents, kind, email: email === '' ? null : email, despite: field('despite').checked, language: document.documentElement.lang };
    if (wished.body !== JSON.stringify(body)) {
        wished = { body: JSON.stringify(body), key: crypto.randomUUID() };
    }
    const answer = await post('/api/guest/payments', body, { 'Idempotency-Key': wished.key });
    if (!answer?.ok) {
        if (answer?.code === 'amount-refused' && other) {
            mark('amount', answer.text);
            field('amount').focus();
        } else if (answer) {
            say(answer.text);
        }
        if (answer?.code === 'payment-collides') {
            document.getElementById('anyway')!.hidden = false;
        }
        return;
    }
    paying = answer.whole as GuestPayment;
    stored((storage) => storage.setItem(TOKEN + paying!.id, found!.token));
    show('[data-amount]', money(paying.amountCents));
    show('[data-fee]', paying.feeCents === 0 ? word('noFee') : money(paying.feeCents));
    form.querySelector<HTMLElement>('[data-fee-to]')!.hidden = paying.feeCents === 0;
    show('[data-total]', money(paying.totalCents));
    show('[data-pays]', word(kind === 'bank' ? 'bankPays' : 'cardPays'));
    show('[data-next]', word(kind === 'bank' ? 'nextBank' : 'nextCard'));
    document.getElementById('pay-now')!.textContent = word('payAmount').replace('%amount', money(paying.totalCents));
    step('check');
}

function go() {
    // without a page it is over already: pressed twice, or paid in another tab
    location.assign(paying!.pageUrl ?? `/pay/${paying!.id}`);
}

/** Says where the payment stands, and asks again while it moves: soon, then ever later, ten times in all. */
async function look(id: string, asked: number) {
    const token = stored((storage) => storage.getItem(TOKEN + id));
    const answer = token ? await ask(`/api/guest/payments/${id}?token=${encodeURIComponent(token)}`) : null;
    const left = new URLSearchParams(location.search).has('left');
    const wait = answer === null || answer.ok ? pauseAfter(asked, (answer?.whole as GuestPayment | undefined)?.state) : answer.code === 'payment-not-found' ? false : pauseAfter(asked, 'waiting');
    if (answer === null || answer.code === 'payment-not-found') {
        told('look', word('lost'), word('lostText'), '', '');
    } else if (!answer.ok) {
        told('look', word('lost'), answer.text, '', '');
    } else {
        const payment = answer.whole as GuestPayment;
        const open = payment.state === 'created' || payment.state === 'waiting';
        const moving = open || payment.state === 'unknown';
        told(
            toneOf(payment.state),
            open && left ? word('leftName') : word(`name.${payment.state}`),
            open ? word(left ? 'leftText' : 'confirming') : word(`text.${payment.state}`),
            moving && !left ? word(wait === false ? 'tired' : 'asking') : '',
            payment.receipt === null ? '' : word('receiptNumber').replace('%number', payment.receipt),
        );
        const on = document.getElementById('go-on') as HTMLAnchorElement;
        on.hidden = !open || payment.pageUrl === null || (!left && wait !== false);
        on.href = payment.pageUrl ?? '/pay';
        document.getElementById('again')!.hidden = moving;
    }
    document.getElementById('look')!.hidden = wait !== false || answer?.code === 'payment-not-found' || answer === null || (answer.ok && pauseAfter(0, (answer.whole as GuestPayment).state) === false);
    if (wait !== false && !left) {
        setTimeout(() => void look(id, asked + 1), wait);
    }
}

function told(tone: string, name: string, text: string, more: string, receipt: string) {
    form.querySelector('.standing')!.className = `standing ${tone}`;
    show('[data-state-name]', name);
    show('[data-state-text]', text);
    show('[data-state-more]', more);
    show('[data-receipt]', receipt);
}

/** Puts text where it belongs; what says nothing takes no room. */
function show(places: string, text: string) {
    for (const place of form.querySelectorAll<HTMLElement>(places)) {
        if (place.textContent !== text) {
            place.textContent = text;
        }
        place.hidden = text === '';
    }
}

function money(cents: number): string {
    return new Intl.NumberFormat(locale, { style: 'currency', currency: found?.currency ?? 'USD' }).format(decimalOf(cents));
}

function day(iso: string | null): string {
    return iso === null ? '' : new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${iso}T00:00Z`));
}

/** A browser may refuse storage; then the page says that it no longer knows, and the mail has the receipt. */
function stored<T>(use: (storage: Storage) => T): T | undefined {
    try {
        return use(sessionStorage);
    } catch {
        return undefined;
    }
}
