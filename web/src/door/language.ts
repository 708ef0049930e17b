import '../styles/base.scss';

/** The language of a static page, chosen by a button and kept in a cookie. */
for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
    button.addEventListener('click', () => {
        document.cookie = `language=${button.dataset.language}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
        location.reload();
    });
}
