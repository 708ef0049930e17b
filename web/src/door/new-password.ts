import { ALONE, rulesOf } from '../profile/password';
import { field } from './page';

/** Ticks the password's rules off as it is typed. */
export function watchRules(email: () => string): () => boolean {
    const password = field('password');
    const met = () => rulesOf(password.value, email(), false);
    const show = () => {
        const rules = met();
        for (const item of document.querySelectorAll<HTMLElement>('[data-rule]')) {
            const done = rules[item.dataset.rule as keyof typeof rules];
            item.classList.toggle('met', done);
            item.querySelector<HTMLElement>('[data-met]')!.hidden = !done;
            item.querySelector<HTMLElement>('[data-unmet]')!.hidden = done;
        }
    };
    password.addEventListener('input', show);
    show();
    return () => {
        const rules = met();
        return rules.long && rules.own;
    };
}

export { ALONE };
