export { renderDelivery } from './delivery.ts';
export { pagePaths, renderMessage } from './document.ts';
export { renderJobs } from './jobs.ts';
export { renderOverview } from './overview.ts';
export { PAGE_POLICY, pageFiles, type PageFile } from './page-files.ts';
export type {
  AttemptView,
  DeliveryFilter,
  DeliveryState,
  DeliveryView,
  JobsView,
  ListedDelivery,
  Listing,
  OverviewView,
  SourceView,
  TargetState,
  TargetView,
  WatchedJob,
  WatchedJobState,
} from './view.ts';
