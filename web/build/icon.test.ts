import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { icon } from './icon';

/** {@return red, green, blue and opacity there, and the picture's side} */
function pixel(png: Buffer, x: number, y: number) {
    const size = png.readUInt32BE(16);
    const body = png.indexOf('IDAT');
    const rows = inflateSync(png.subarray(body + 4, body + 4 + png.readUInt32BE(body - 4)));
    const at = y * (1 + 4 * size) + 1 + 4 * x;
    return { size, length: rows.length, colour: [...rows.subarray(at, at + 4)] };
}

test('is a disc of the colour with white waves, and clear outside it', () => {
    const png = icon(88, '#1a4480', false);

    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(pixel(png, 0, 0)).toEqual({ size: 88, length: 88 * (1 + 4 * 88), colour: [0x1a, 0x44, 0x80, 0] });
    expect(pixel(png, 44, 8).colour).toEqual([0x1a, 0x44, 0x80, 255]);
    expect(pixel(png, 44, 38).colour).toEqual([255, 255, 255, 255]); // where the upper wave crosses the middle: 22, 19
});

test('fills its square where a phone cuts the shape', () => {
    expect(pixel(icon(64, '#1a4480', true), 0, 63).colour).toEqual([0x1a, 0x44, 0x80, 255]);
});
