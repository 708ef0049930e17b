import './language';
import { check, read, type Outcome, type Signature } from './signature';
import { isZip, unzipped } from './zip';

/** The page that checks a file. It also works as a file of its own, so it asks nobody: the keys stand in it. */

const keys = document.getElementById('check')!.dataset.keys!.split(' ');
const input = document.getElementById('files') as HTMLInputElement;
const facts = document.getElementById('facts')!;

let file: Uint8Array<ArrayBuffer> | null = null;
let signature: Signature | null = null;
let turn = 0;

input.addEventListener('change', () => void look([...(input.files ?? [])]));
input.disabled = false;

async function look(chosen: File[]) {
    turn += 1;
    const mine = turn;
    const whole = chosen.length > 1 || (file !== null && signature !== null);
    if (whole) {
        [file, signature] = [null, null];
    }
    try {
        for (const one of chosen) {
            await take(new Uint8Array(await one.arrayBuffer()));
        }
        const outcome = file === null ? 'needs-file' : signature === null ? 'needs-signature' : await check(file, signature, keys);
        if (mine === turn) {
            show(outcome);
        }
    } catch {
        [file, signature] = [null, null];
        if (mine === turn) {
            show('unreadable');
        }
    }
}

/** One of the two; of a ZIP both. */
async function take(bytes: Uint8Array<ArrayBuffer>) {
    if (isZip(bytes)) {
        [file, signature] = [null, null];
        for (const entry of (await unzipped(bytes)).values()) {
            await take(entry);
        }
        return;
    }
    const start = new TextDecoder().decode(bytes.subarray(0, 20));
    if (start.startsWith('Meterside signature')) {
        signature = read(new TextDecoder().decode(bytes));
        if (signature === null) {
            throw new Error('a damaged signature');
        }
    } else {
        file = bytes;
    }
}

function show(outcome: Outcome | 'needs-file' | 'needs-signature' | 'unreadable') {
    for (const one of document.querySelectorAll<HTMLElement>('[data-outcome]')) {
        one.hidden = one.dataset.outcome !== outcome;
    }
    // what a signature says is told only where it is ours
    facts.hidden = signature === null || (outcome !== 'valid' && outcome !== 'changed');
    if (signature !== null) {
        const when = new Date(signature.signed);
        const told = { ...signature, signed: when.toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }) };
        for (const place of document.querySelectorAll<HTMLElement>('[data-fact]')) {
            place.textContent = told[place.dataset.fact as 'file' | 'signer' | 'signed' | 'key'];
        }
    }
}
