import { generateKeyPairSync, createHash, sign, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import { check, read } from './signature';

const FILE = new TextEncoder().encode('start,end,usage\r\n2026-10-01,2026-10-02,312.5\r\n');
const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const base64 = (key: KeyObject) => spki(key).toString('base64');
const id = (key: KeyObject) => createHash('sha256').update(spki(key)).digest('hex').slice(0, 32);

/** As the portal writes it. */
function signature(maker: KeyObject, named: KeyObject, file: Uint8Array = FILE): string {
    const digest = createHash('sha512').update(file).digest('hex');
    const said = `Meterside signature 1\nfile: usage.csv\nbytes: ${file.length}\nsha512: ${digest}\nsigned: 2026-11-03T20:00:00Z\nsigner: Agua y Luz Ñ\nkey: ${id(named)}\n`;
    return `${said}\n${sign(null, Buffer.from(said), maker).toString('base64')}\n`;
}

function flipped(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
    const other = bytes.slice();
    other[at]! ^= 4;
    return other;
}

test('the file as it was signed is genuine, by any of our keys and after a journey by mail', async () => {
    const text = signature(ours.privateKey, ours.publicKey);

    expect(await check(FILE, read(text)!, [base64(theirs.publicKey), base64(ours.publicKey)])).toBe('valid');
    expect(await check(FILE, read(text.replaceAll('\n', '\r\n'))!, [base64(ours.publicKey)])).toBe('valid');
    expect(read(text)).toMatchObject({ file: 'usage.csv', signer: 'Agua y Luz Ñ', signed: '2026-11-03T20:00:00Z', key: id(ours.publicKey) });
});

test('with any byte flipped, or one less or more, it was changed', async () => {
    const right = read(signature(ours.privateKey, ours.publicKey))!;
    const others = [...FILE.keys()].map((at) => flipped(FILE, at));

    for (const other of [...others, FILE.slice(1), new Uint8Array([...FILE, 10])]) {
        expect(await check(other, right, [base64(ours.publicKey)])).toBe('changed');
    }
});

test('with any byte of the signature flipped nothing is genuine', async () => {
    const bytes = new TextEncoder().encode(signature(ours.privateKey, ours.publicKey));

    for (const at of bytes.keys()) {
        const other = read(new TextDecoder().decode(flipped(bytes, at)));
        const outcome = other === null ? null : await check(FILE, other, [base64(ours.publicKey)]);
        expect(outcome, `byte ${at}`).not.toBe('valid');
    }
});

test('another key is said to be another, and one that poses as ours to be forged', async () => {
    expect(await check(FILE, read(signature(theirs.privateKey, theirs.publicKey))!, [base64(ours.publicKey)])).toBe('stranger');
    expect(await check(FILE, read(signature(theirs.privateKey, ours.publicKey))!, [base64(ours.publicKey)])).toBe('forged');
});
