import { useState } from 'preact/hooks';
import { changeProfile, useProfile } from '../api/profile';
import { Choice, Said, Tick } from '../form/field';
import { useSubmit } from '../form/submit';
import { Waiting } from '../frame/part';
import { languages, useSpeech } from '../words/language';
import { ProfileFrame } from './tabs';
import { zonesWith } from './zones';

/** How someone likes it: saved as it is chosen, since there is nothing to get wrong. */
export function ProfilePage() {
    const { words, speak } = useSpeech();
    const profile = useProfile();
    const form = useSubmit();
    const [saved, setSaved] = useState(false);

    function change(wish: Parameters<typeof changeProfile>[0]) {
        setSaved(false);
        void form.submit(async () => {
            await changeProfile(wish);
            setSaved(true);
        });
    }

    return (
        <ProfileFrame at="">
            {!profile.data ? (
                <Waiting failed={profile.isError} />
            ) : (
                <section class="card">
                    <Said text={form.said} />
                    <dl class="facts">
                        <dt>{words.t('profile.signInWith')}</dt>
                        <dd>{profile.data.email}</dd>
                        {profile.data.role && (
                            <>
                                <dt>{words.t('profile.role')}</dt>
                                <dd>{words.t(`role.${profile.data.role}`)}</dd>
                            </>
                        )}
                    </dl>
                    <Choice
                        id="language"
                        label={words.t('profile.language')}
                        hint={words.t('profile.languageHint')}
                        value={profile.data.language}
                        options={Object.entries(languages)}
                        onText={(language) => {
                            change({ language });
                            speak(language);
                        }}
                    />
                    <Choice id="zone" label={words.t('profile.zone')} hint={words.t('profile.zoneHint')} value={profile.data.zone} options={zonesWith(profile.data.zone, words)} onText={(zone) => change({ zone })} />
                    <Tick id="paperless" checked={profile.data.paperless} onTick={(paperless) => change({ paperless })}>
                        {words.t('profile.paperless')}
                        <span class="quiet about">{words.t('profile.paperlessHint')}</span>
                    </Tick>
                    <p role="status" class="fresh">
                        {saved && words.t('form.saved')}
                    </p>
                </section>
            )}
        </ProfileFrame>
    );
}
