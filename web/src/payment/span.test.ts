import { expect, test } from 'vitest';
import { spanFrom } from './span';

test('a statement covers the days of its address, else the last twelve months and this one', () => {
    expect(spanFrom('from=2026-01-01&to=2026-03-31', '2026-11-21')).toEqual({ from: '2026-01-01', last: '2026-03-31' });
    for (const search of ['', 'from=2026-03-01', 'from=2026-03-31&to=2026-01-01', 'from=2026-02-30&to=2026-03-01', 'from=x&to=y']) {
        expect(spanFrom(search, '2026-11-21')).toEqual({ from: '2025-11-01', last: '2026-11-21' });
    }
});
