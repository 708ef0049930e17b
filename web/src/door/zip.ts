/** As much of ZIP as our own files need. */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

export function isZip(bytes: Uint8Array): boolean {
    return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** {@return the files by name} @throws if it is damaged or not as ours are */
export async function unzipped(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let end = bytes.length - 22;
    while (view.getUint32(end, true) !== END) {
        end -= 1;
    }
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
        if (view.getUint32(at, true) !== ENTRY) {
            throw new Error('no entry where one should be');
        }
        const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
        const local = view.getUint32(at + 42, true);
        const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        files.set(name, await content(bytes.subarray(start, start + view.getUint32(at + 20, true)), view.getUint16(at + 10, true)));
        at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return files;
}

async function content(packed: Uint8Array<ArrayBuffer>, method: number): Promise<Uint8Array<ArrayBuffer>> {
    if (method === STORED) {
        return packed;
    }
    if (method !== DEFLATED) {
        throw new Error(`method ${method}`);
    }
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}
