import { expect, test } from 'vitest';
import { changeOf, nextOf } from './keys';

test('arrows go from the box into what was found and back, and no further', () => {
    expect([nextOf(0, 3, 'ArrowDown'), nextOf(1, 3, 'ArrowDown'), nextOf(2, 3, 'ArrowDown'), nextOf(1, 3, 'ArrowUp'), nextOf(0, 3, 'ArrowUp'), nextOf(1, 3, 'x'), nextOf(-1, 3, 'ArrowDown')]).toEqual([
        1, 2, null, 0, null, null, null,
    ]);
});

test('change is what was handed over less what is paid, and never less than nothing', () => {
    expect([changeOf(8314, 10000), changeOf(8314, 8314), changeOf(8314, 8000), changeOf(null, 10000), changeOf(8314, null)]).toEqual([1686, 0, null, null, null]);
});
