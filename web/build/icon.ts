import { crc32, deflateSync } from 'node:zlib';

/** The seal as pixels, for the home screens of phones, which take no SVG. The same shape as src/frame/seal.svg, on its square of 44. */
const SIDE = 44;
const STROKE = 3;
const WAVES: [number, number][][] = [
    wave([8, 19], [[4.7, -4, 9.3, -4, 14, 0], [4.7, 4, 9.3, 4, 14, 0]]),
    wave([10, 27], [[4, -3.4, 8, -3.4, 12, 0], [4, 3.4, 8, 3.4, 12, 0]]),
];

/** Points along the curves of a path, each relative to where the last one ended. */
function wave([x, y]: [number, number], curves: [number, number, number, number, number, number][]): [number, number][] {
    const points: [number, number][] = [[x, y]];
    for (const [x1, y1, x2, y2, x3, y3] of curves) {
        const [fromX, fromY] = points.at(-1)!;
        for (let i = 1; i <= 16; i++) {
            const t = i / 16;
            const [a, b, c] = [3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
            points.push([fromX + a * x1 + b * x2 + c * x3, fromY + a * y1 + b * y2 + c * y3]);
        }
    }
    return points;
}

/**
 * {@return the seal as a PNG}
 *
 * @param size of its side in pixels
 * @param whole fills the square to its corners and draws smaller, since phones cut their own shape out of it
 */
export function icon(size: number, colour: string, whole: boolean): Buffer {
    const paint = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const scale = whole ? 0.72 : 1;
    const pixel = SIDE / size / scale;
    const rows = Buffer.alloc(size * (1 + 4 * size));
    for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
            const [x, y] = [column, row].map((at) => (at + 0.5 - size / 2) * pixel + SIDE / 2) as [number, number];
            const ground = whole ? 1 : covered(SIDE / 2 - Math.hypot(x - SIDE / 2, y - SIDE / 2), pixel);
            const white = y > 12 && y < 34 ? Math.max(...WAVES.map((points) => covered(STROKE / 2 - distance(x, y, points), pixel))) : 0;
            const at = row * (1 + 4 * size) + 1 + 4 * column;
            paint.forEach((part, i) => (rows[at + i] = Math.round(part + (255 - part) * white)));
            rows[at + 3] = Math.round(255 * ground);
        }
    }
    const head = Buffer.alloc(13);
    head.writeUInt32BE(size, 0);
    head.writeUInt32BE(size, 4);
    head.set([8, 6, 0, 0, 0], 8); // eight bits each of red, green, blue and opacity
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, part('IHDR', head), part('IDAT', deflateSync(rows, { level: 9 })), part('IEND', Buffer.alloc(0))]);
}

/** {@return how much of a pixel is inside, by how far inside its middle is} */
function covered(inside: number, pixel: number): number {
    return Math.min(1, Math.max(0, inside / pixel + 0.5));
}

function distance(x: number, y: number, points: [number, number][]): number {
    let least = Infinity;
    for (let i = 1; i < points.length; i++) {
        const [[ax, ay], [bx, by]] = [points[i - 1]!, points[i]!];
        const [dx, dy] = [bx - ax, by - ay];
        const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
        least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
    }
    return least;
}

function part(name: string, body: Buffer): Buffer {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
}
