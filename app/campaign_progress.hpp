#pragma once

#include "harness/campaign/sweep.hpp"

namespace drydock::app {

/// Says on standard error how far a campaign is: a line that is drawn again on a terminal, ten
/// lines in all elsewhere.
class CampaignProgress {
public:
    CampaignProgress();
    ~CampaignProgress();
    CampaignProgress(const CampaignProgress&) = delete;
    CampaignProgress& operator=(const CampaignProgress&) = delete;

    void show(const harness::SweepProgress& progress);

private:
    bool terminal_;
    bool drawn_ = false;
};

}  // namespace drydock::app
