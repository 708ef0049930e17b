import type { Messages } from '@lingui/core';
import enAlert from 'virtual:words/alert/en';
import esAlert from 'virtual:words/alert/es';
import enCounter from 'virtual:words/counter/en';
import esCounter from 'virtual:words/counter/es';
import enMoney from 'virtual:words/money/en';
import esMoney from 'virtual:words/money/es';
import enProfile from 'virtual:words/profile/en';
import esProfile from 'virtual:words/profile/es';
import enTold from 'virtual:words/told/en';
import esTold from 'virtual:words/told/es';
import enZoom from 'virtual:words/zoom/en';
import esZoom from 'virtual:words/zoom/es';
import en from '../locales/en.json';
import es from '../locales/es.json';
import { Words } from './words';

/** For tests: both languages at once, with the words of every page. */
export const english = new Words('en', { ...(en as unknown as Messages), ...enTold, ...enMoney, ...enCounter, ...enProfile, ...enAlert, ...enZoom });
export const spanish = new Words('es', { ...(es as unknown as Messages), ...esTold, ...esMoney, ...esCounter, ...esProfile, ...esAlert, ...esZoom });

/** Tests read better with plain spaces. */
export function plain(text: string): string {
    return text.replaceAll('\u00a0', ' ');
}
