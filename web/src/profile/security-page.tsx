import { useProfile } from '../api/profile';
import { Waiting } from '../frame/part';
import { FactorCard } from './factor';
import { PasswordCard } from './password-card';
import { SessionsCard } from './sessions';
import { ProfileFrame } from './tabs';
import { TokensCard } from './tokens';

/** Password, second factor, where one is signed in, and what programs may read. */
export function SecurityPage() {
    const profile = useProfile();
    return (
        <ProfileFrame at="/security">
            {!profile.data ? (
                <Waiting failed={profile.isError} />
            ) : (
                <>
                    <PasswordCard profile={profile.data} />
                    <FactorCard profile={profile.data} />
                    <SessionsCard />
                    <TokensCard />
                </>
            )}
        </ProfileFrame>
    );
}
