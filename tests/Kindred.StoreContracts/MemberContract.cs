using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class MemberContract : ArchiveContract
{
    private static readonly Member Ruth = new()
    {
        Id = RecordId.Mint(),
        Handle = "ruth",
        SecurityStamp = "s",
        Joined = Some.Today,
        PasswordHash = "hash",
        Roles = [new Role(null, Some.Today, Some.Today.AddDays(180)), new Role(RecordId.Mint(), Some.Today, null)],
    };

    [Fact]
    public async Task A_member_comes_back_with_every_role()
    {
        await Archive.Write(session => session.Put(Ruth));
        foreach (Member? back in (Member?[])[
            await Archive.Members.Find("ruth", Cancel), await Archive.Members.Find(Ruth.Id, Cancel), (await Archive.Members.All(Cancel))[0],
            await Archive.Write(session => session.FindMember("ruth")), await Archive.Write(session => session.Members()[0])])
        {
            Assert.Equal(Ruth.Roles, back!.Roles);
            Assert.Equal(Ruth with { Roles = back.Roles }, back);
        }

        await Archive.Write(session => session.Put(Ruth with { Roles = [] }));
        Assert.Empty((await Archive.Members.Find("ruth", Cancel))!.Roles);
        Assert.Null(await Archive.Members.Find("nobody", Cancel));
    }

    [Fact]
    public async Task Sessions_end_on_their_day_one_by_one_or_all_at_once()
    {
        Session browser = new([1, 2], "ruth", SessionKind.Browser, null, Some.Today, Some.Today), token = new([3], "ruth", SessionKind.Token, "laptop", Some.Today, Some.Today.AddDays(9));
        await Archive.Write(session =>
        {
            session.Put(browser);
            session.Put(token);
        });
        Assert.Equal("laptop", (await Archive.Members.FindSession([3], Some.Today, Cancel))!.Label);
        Assert.NotNull(await Archive.Members.FindSession([1, 2], Some.Today, Cancel));
        Assert.Null(await Archive.Members.FindSession([1, 2], Some.Today.AddDays(1), Cancel));
        Assert.Equal(2, (await Archive.Members.Sessions("ruth", Cancel)).Count);
        await Archive.Write(session => session.DestroySessions("ruth", SessionKind.Browser));
        Assert.Equal(SessionKind.Token, Assert.Single(await Archive.Members.Sessions("ruth", Cancel)).Kind);
        await Archive.Write(session => session.DestroySession([3]));
        Assert.Empty(await Archive.Members.Sessions("ruth", Cancel));
    }

    [Fact]
    public async Task An_invitation_is_taken_once()
    {
        Invitation invitation = new([9], "bo", null, IsKeeper: true, Some.Today);
        await Archive.Write(session => session.Put(invitation));
        Assert.Single(await Archive.Members.Invitations(Cancel));
        Assert.Null(await Archive.Members.FindInvitation([9], Some.Today.AddDays(1), Cancel));
        Assert.True((await Archive.Members.FindInvitation([9], Some.Today, Cancel))!.IsKeeper);
        Assert.NotNull(await Archive.Write(session => session.TakeInvitation([9])));
        Assert.Null(await Archive.Write(session => session.TakeInvitation([9])));
        await Archive.Write(session =>
        {
            foreach ((byte hash, string handle) in new[] { ((byte)1, "bo"), ((byte)2, "bo"), ((byte)3, "cy") }) session.Put(invitation with { Hash = [hash], Handle = handle });
            session.DestroyInvitations("bo");
        });
        Assert.Equal("cy", Assert.Single(await Archive.Members.Invitations(Cancel)).Handle);
    }

    [Fact]
    public async Task What_has_ended_is_destroyed_and_what_holds_today_is_not()
    {
        DateOnly tomorrow = Some.Today.AddDays(1);
        await Archive.Write(session =>
        {
            foreach ((byte hash, SessionKind kind) in new[] { ((byte)1, SessionKind.Browser), ((byte)2, SessionKind.Token), ((byte)3, SessionKind.Feed) })
            {
                session.Put(new Session([hash], "ruth", kind, "laptop", Some.Today, Some.Today));
                session.Put(new Session([hash, hash], "ruth", kind, "laptop", Some.Today, tomorrow));
            }

            session.Put(new Invitation([4], "bo", null, IsKeeper: true, Some.Today));
            session.Put(new Invitation([5], "cy", null, IsKeeper: true, tomorrow));
        });
        Assert.False(await Archive.Write(session => session.DestroyEndedSignIns(Some.Today)));
        Assert.Equal((6, 2), ((await Archive.Members.Sessions("ruth", Cancel)).Count, (await Archive.Members.Invitations(Cancel)).Count));
        Assert.True(await Archive.Write(session => session.DestroyEndedSignIns(tomorrow)));
        Assert.Equal((3, true), ((await Archive.Members.Sessions("ruth", Cancel)).Count, (await Archive.Members.Sessions("ruth", Cancel)).All(one => one.Until == tomorrow)));
        Assert.Equal("cy", Assert.Single(await Archive.Members.Invitations(Cancel)).Handle);
    }

    [Fact]
    public async Task A_passkey_is_found_by_its_credential_changed_and_destroyed()
    {
        Passkey passkey = new()
        {
            CredentialId = [1, 2, 3], Handle = "ruth", Domain = "archive.example", PublicKey = [4, 5], SignCount = 7, Transports = ["internal", "hybrid"], IsBackupEligible = true, Made = Some.Today,
        };
        await Archive.Write(session =>
        {
            session.Put(Ruth);
            session.Put(passkey);
            session.Put(passkey with { CredentialId = [9], Handle = "bo" });
        });
        Same(passkey, await Archive.Members.FindPasskey([1, 2, 3], Cancel));
        Same(passkey, await Archive.Write(session => session.FindPasskey([1, 2, 3])));
        Same(passkey, Assert.Single(await Archive.Members.Passkeys("ruth", Cancel)));
        Assert.True((await Archive.Members.Find("ruth", Cancel))!.HasPasskey);
        Passkey changed = passkey with { SignCount = uint.MaxValue, IsBackedUp = true, Name = "telephone" };
        await Archive.Write(session => session.Put(changed with { Handle = "bo", PublicKey = [0] }));
        Same(changed, await Archive.Members.FindPasskey([1, 2, 3], Cancel));
        await Archive.Write(session => session.DestroyPasskey([1, 2, 3]));
        Assert.Null(await Archive.Members.FindPasskey([1, 2, 3], Cancel));
        Assert.False((await Archive.Members.Find("ruth", Cancel))!.HasPasskey);
        Assert.Single(await Archive.Members.Passkeys("bo", Cancel));

        static void Same(Passkey expected, Passkey? held)
        {
            Assert.Equal(expected.CredentialId, held!.CredentialId);
            Assert.Equal(expected.PublicKey, held.PublicKey);
            Assert.Equal(expected.Transports, held.Transports);
            Assert.Equal(expected with { CredentialId = held.CredentialId, PublicKey = held.PublicKey, Transports = held.Transports }, held);
        }
    }

    [Fact]
    public async Task A_recovery_code_is_taken_once_and_by_its_member_only()
    {
        await Archive.Write(session =>
        {
            session.Put(new RecoveryCode([1], "ruth"));
            session.Put(new RecoveryCode([2], "ruth"));
        });
        Assert.False(await Archive.Write(session => session.TakeRecoveryCode("bo", [1])));
        Assert.True(await Archive.Write(session => session.TakeRecoveryCode("ruth", [1])));
        Assert.False(await Archive.Write(session => session.TakeRecoveryCode("ruth", [1])));
        Assert.Equal(1, await Archive.Members.RecoveryCodesLeft("ruth", Cancel));
        await Archive.Write(session => session.DestroyRecoveryCodes("ruth"));
        Assert.Equal(0, await Archive.Members.RecoveryCodesLeft("ruth", Cancel));
    }

    [Fact]
    public async Task Every_way_in_of_a_member_is_destroyed_at_once_and_nobody_elses()
    {
        await Archive.Write(session =>
        {
            foreach ((byte hash, string handle) in new[] { ((byte)1, "ruth"), ((byte)2, "bo") })
            {
                session.Put(Ruth with { Id = RecordId.Mint(), Handle = handle, CodeSecret = "sealed" });
                session.Put(new Passkey { CredentialId = [hash], Handle = handle, Domain = "archive.example", PublicKey = [1], SignCount = 0, Made = Some.Today });
                session.Put(new RecoveryCode([hash], handle));
                session.Put(new Session([hash], handle, SessionKind.Token, null, Some.Today, Some.Today));
                session.Put(new Invitation([hash], handle, null, IsKeeper: false, Some.Today));
            }

            session.DestroyWaysIn("ruth");
        });
        Member ruth = (await Archive.Members.Find("ruth", Cancel))!, bo = (await Archive.Members.Find("bo", Cancel))!;
        Assert.Equal((false, null, true, "sealed"), (ruth.SignsIn, ruth.CodeSecret, bo.SignsIn, bo.CodeSecret));
        Assert.Equal(Ruth.Roles, ruth.Roles);
        Assert.Empty(await Archive.Members.Sessions("ruth", Cancel));
        Assert.Equal("bo", Assert.Single(await Archive.Members.Invitations(Cancel)).Handle);
        Assert.Equal((0, 1), (await Archive.Members.RecoveryCodesLeft("ruth", Cancel), await Archive.Members.RecoveryCodesLeft("bo", Cancel)));
        Assert.Single(await Archive.Members.Passkeys("bo", Cancel));
    }

    [Fact]
    public async Task A_named_value_is_read_until_it_is_taken_away()
    {
        await Archive.Write(session => session.PutValue("founded", "2026-03-01"));
        Assert.Equal("2026-03-01", await Archive.Members.FindValue("founded", Cancel));
        await Archive.Write(session => session.PutValue("founded", null));
        Assert.Null(await Archive.Members.FindValue("founded", Cancel));
    }

    [Fact]
    public async Task An_act_waits_for_a_second_keeper_until_it_is_ended()
    {
        long number = await Archive.Write(session => session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.Grant, "bo", "ruth", Some.Today, "asked for it")));
        Assert.Equal(new TwoKeeperAct(number, TwoKeeperKind.Grant, "bo", "ruth", Some.Today, "asked for it"), Assert.Single(await Archive.Members.WaitingForSecondKeeper(Cancel)));
        await Archive.Write(session => session.EndTwoKeeperAct(number));
        Assert.Empty(await Archive.Write(session => session.WaitingForSecondKeeper()));
    }
}
