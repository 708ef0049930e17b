import type { Messages } from '@lingui/core';
import en from '../locales/en.json';
import es from '../locales/es.json';
import { Words } from './words';

/** For tests: both languages at once. */
export const english = new Words('en', en as unknown as Messages);
export const spanish = new Words('es', es as unknown as Messages);

/** Tests read better with plain spaces. */
export function plain(text: string): string {
    return text.replaceAll('\u00a0', ' ');
}
