// Stands where the payment company's page would: each link is an answer it could give.
import { move, paymentOf } from './till.mjs';

const ANSWERS = { pay: 'Pay', decline: 'Decline', unknown: 'Say nothing', later: 'Answer in 20 seconds', leave: 'Leave' };

export function paymentPage(response, url, now) {
    const [, , what, id, answer] = url.pathname.split('/');
    const payment = paymentOf(id);
    const home = what === 'keep' ? '/profile/methods' : `${payment?.guest ? '/pay' : '/payments'}/${id}`;
    if (!answer) {
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
        response.end(`<!doctype html><html lang="en"><title>Payment company</title><main><h1>Payment company</h1>${Object.entries(ANSWERS)
            .map(([key, name]) => `<p><a href="${url.pathname}/${key}">${name}</a></p>`)
            .join('')}</main></html>`);
        return;
    }
    if (payment && answer === 'later') {
        setTimeout(() => move(payment, 'settled', now), 20_000);
    } else if (payment && answer !== 'leave') {
        move(payment, answer === 'pay' ? (payment.kind === 'bank' ? 'authorised' : 'settled') : answer === 'decline' ? 'failed' : 'unknown', now, answer === 'decline' ? 'declined' : null);
    }
    response.writeHead(303, { Location: `${home}?${answer === 'leave' ? 'left' : 'back'}` });
    response.end();
}
