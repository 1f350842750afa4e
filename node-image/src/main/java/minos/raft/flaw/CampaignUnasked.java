package minos.raft.flaw;

/** Breaks dissertation §9.6: ask before a candidacy. */
final class CampaignUnasked extends Flaw {
  CampaignUnasked() {
    super(
        new Card(
            "EL14",
            "A server that hears no leader campaigns without asking first, and returns with a high"
                + " term.",
            "Cloudflare outage of 2020-11-02",
            Property.LIVENESS,
            "Cut a follower off for ten election timeouts, and heal.",
            Sight.SERVICE));
  }

  @Override
  public boolean asksBeforeItCampaigns() {
    return false;
  }
}
