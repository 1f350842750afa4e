package minos.raft.flaw;

import java.util.List;
import java.util.Optional;

/** The catalogue of flaws. */
public final class Flaws {
  private static final List<Flaw> ALL =
      List.of(
          new RetriesExecutedAgain(),
          new SessionsByLocalClock(),
          new SessionsMadeUp(),
          new TimeoutReportedAsFailure(),
          new StepDownReportedAsFailure(),
          new AnswerForeseen(),
          new RetriedComparison(),
          new RetriedPop(),
          new OneQuestionAtATime(),
          new RefusalWithoutLeader(),
          new CommitOfOlderTerms(),
          new OwnCopyBeforeFsync(),
          new LeaderCountedTwice(),
          new LearnersCounted(),
          new AnswerAtStepDown(),
          new AppliedBeforeCommitted(),
          new CommitOfTheLastOnly(),
          new VoteBeforeFsync(),
          new TermForgotten(),
          new VoteForgottenOnStepDown(),
          new SecondVote(),
          new VoteForAnyLog(),
          new LongerLogWins(),
          new EqualLogsRefused(),
          new HalfIsAMajority(),
          new VotesCountedTwice(),
          new StubbornCandidate(),
          new EqualTimeouts(),
          new CampaignUnasked(),
          new DisloyalVoter(),
          new LeaderForEver(),
          new MajorityOfTheReachable(),
          new DeafToResponses(),
          new LeaderInNewTerm(),
          new LearnerCampaigns(),
          new TransferWithoutEnd(),
          new ChangeBeforeNoOp(),
          new ChangesAtOnce(),
          new CommittedMembersOnly(),
          new OneMajorityIsEnough(),
          new VoterWithoutLog(),
          new UnconfirmedReads(),
          new ReadsBeforeNoOp(),
          new LateAnswersConfirmReads(),
          new MinorityConfirmsReads(),
          new ReadsBeforeApplied(),
          new LeaseWithoutMargin(),
          new LeaseOutlivesTransfer(),
          new WallClock(),
          new ReadsAtFollowers(),
          new CommitWhenSent(),
          new AppendAnywhere(),
          new TruncationByOldRequest(),
          new PreviousComparedWithLast(),
          new CommitOfUnknownTail(),
          new CommitTakenBack(),
          new AcknowledgementTakenBack(),
          new ProbeBelowMatch(),
          new RefusalTakenForAcknowledgement(),
          new EntrySkippedInBatch(),
          new AppendsNeverRetried(),
          new NoSnapshotWhileIdle(),
          new AppendOfThePast(),
          new ConflictsKeptOnDisk(),
          new UnequalExecution(),
          new UnreadablePassedOver(),
          new SnapshotWithoutSessions(),
          new SnapshotOfCurrentTerm(),
          new ConflictingLogKept(),
          new MembershipOfOldLog(),
          new CompactionBeforeSnapshot(),
          new LogReplayedOverSnapshot(),
          new ChunksNeverRetried(),
          new AcknowledgementBeforeFsync(),
          new NothingForced(),
          new LostVoteIgnored(),
          new FailedForceIgnored(),
          new TornTailAccepted(),
          new CorruptionTakenForTheEnd(),
          new TornTailLeft(),
          new NameNotForced(),
          new FullDiskIgnored(),
          new WipedServerHeard(),
          new TimerRestartedByDeniedVote(),
          new PauseTakenForSilence(),
          new HeartbeatsBehindFsync());

  private Flaws() {}

  /** All flaws, sorted by id; each is stateless, and can be given to any number of servers. */
  public static List<Flaw> all() {
    return ALL;
  }

  /**
   * @param id for example {@code RD01}
   */
  public static Optional<Flaw> named(String id) {
    return ALL.stream().filter(flaw -> flaw.card().id().equals(id)).findFirst();
  }
}
