/** Signatures of files as docs/signatures.md describes them. Nothing here asks a network. */

/** What a signature says, and over which text it was made. */
export interface Signature {
    file: string;
    bytes: number;
    sha512: string;
    /** when, in UTC */
    signed: string;
    signer: string;
    /** the key's id */
    key: string;
    said: string;
    made: Uint8Array<ArrayBuffer>;
}

/** changed: our signature, another file; stranger: none of our keys; forged: one of our keys, but not made with it; unable: the browser cannot tell. */
export type Outcome = 'valid' | 'changed' | 'stranger' | 'forged' | 'unable';

/** The last digit before == has two bits that count; another way to write the same signature is none. */
const FORM =
    /^(Meterside signature 1\nfile: (.+)\nbytes: (\d{1,15})\nsha512: ([0-9a-f]{128})\nsigned: (\S+)\nsigner: (.*)\nkey: ([0-9a-f]{32})\n)\n([A-Za-z0-9+/]{85}[AQgw]==)\n?$/;

/** {@return what it says, or null if it is no signature} Mail may have given its lines other ends. */
export function read(text: string): Signature | null {
    const found = FORM.exec(text.replaceAll('\r\n', '\n'));
    if (found === null) {
        return null;
    }
    const [, said, file, bytes, sha512, signed, signer, key, made] = found as unknown as string[];
    return { said: said!, file: file!, bytes: Number(bytes), sha512: sha512!, signed: signed!, signer: signer!, key: key!, made: decoded(made!) };
}

/** @param keys those that are ours: each a SubjectPublicKeyInfo in base64 */
export async function check(file: Uint8Array<ArrayBuffer>, signature: Signature, keys: string[]): Promise<Outcome> {
    const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
    if (subtle === undefined) {
        // a page that came over an open line
        return 'unable';
    }
    for (const known of keys.map(decoded)) {
        if (hex(await subtle.digest('SHA-256', known)).startsWith(signature.key)) {
            let ours: boolean;
            try {
                const key = await subtle.importKey('spki', known, 'Ed25519', false, ['verify']);
                ours = await subtle.verify('Ed25519', key, signature.made, new TextEncoder().encode(signature.said));
            } catch {
                // a browser from before 2025
                return 'unable';
            }
            if (!ours) {
                return 'forged';
            }
            const same = file.length === signature.bytes && hex(await subtle.digest('SHA-512', file)) === signature.sha512;
            return same ? 'valid' : 'changed';
        }
    }
    return 'stranger';
}

function hex(bytes: ArrayBuffer): string {
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
