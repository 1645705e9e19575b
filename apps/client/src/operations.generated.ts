// Generated from server/openapi.json by `npm run client`. Do not edit.

import { operation } from "./operation.js";
import type { operations } from "./contract.generated.js";

/** The process lives. */
export const getHealthz = /* @__PURE__ */ operation<operations["getHealthz"]>("GET", "/healthz");
/** The database is there and migrated. */
export const getReadyz = /* @__PURE__ */ operation<operations["getReadyz"]>("GET", "/readyz");
/** Measurements in Prometheus' form. */
export const getMetrics = /* @__PURE__ */ operation<operations["getMetrics"]>("GET", "/metrics");
/** What a problem means and what to do. */
export const getProblemsByCode = /* @__PURE__ */ operation<operations["getProblemsByCode"]>("GET", "/problems/{code}");
/** Orders with their goods, parcels, covers and claims, newest first. */
export const listOrders = /* @__PURE__ */ operation<operations["listOrders"]>("GET", "/v1/orders");
/** Feed orders as they now stand; covers and claims follow. */
export const feedOrders = /* @__PURE__ */ operation<operations["feedOrders"]>("POST", "/v1/orders");
/** An order with its policies and claims. */
export const readOrder = /* @__PURE__ */ operation<operations["readOrder"]>("GET", "/v1/orders/{orderId}");
/** Covers that lines have, may have and should have; nothing is written, nothing pre-selected. */
export const offerCovers = /* @__PURE__ */ operation<operations["offerCovers"]>("POST", "/v1/offers");
/** Policies, newest first; `from` and `until` are about when they were issued. */
export const listPolicies = /* @__PURE__ */ operation<operations["listPolicies"]>("GET", "/v1/policies");
/** Policies as a table, newest first. */
export const exportPolicies = /* @__PURE__ */ operation<operations["exportPolicies"]>("GET", "/v1/policies.csv");
/** A policy with coverages, limits used and left, endorsements and product version. */
export const readPolicy = /* @__PURE__ */ operation<operations["readPolicy"]>("GET", "/v1/policies/{policyId}");
/** The signed certificate of a policy (PDF/A), with a QR code that leads to its verification. */
export const readCertificate = /* @__PURE__ */ operation<operations["readCertificate"]>("GET", "/v1/policies/{policyId}/certificate.pdf");
/** Whether a certificate is genuine, and how its policy stands; JSON, or a page for browsers. */
export const verifyPolicy = /* @__PURE__ */ operation<operations["verifyPolicy"]>("GET", "/v1/verify/{policyNo}");
/** Why a claim is not paid, or not in full: reasons, clauses, facts, and what can be done about it. */
export const readRefusalNotice = /* @__PURE__ */ operation<operations["readRefusalNotice"]>("GET", "/v1/claims/{claimId}/refusal-notice");
/** The refusal notice as a page. */
export const readRefusalNoticePage = /* @__PURE__ */ operation<operations["readRefusalNoticePage"]>("GET", "/v1/claims/{claimId}/refusal-notice.html");
/** The signed refusal notice (PDF/A). */
export const readRefusalNoticeDocument = /* @__PURE__ */ operation<operations["readRefusalNoticeDocument"]>("GET", "/v1/claims/{claimId}/refusal-notice.pdf");
/** Whether a refusal notice is genuine; JSON, or a page for browsers. */
export const verifyRefusalNotice = /* @__PURE__ */ operation<operations["verifyRefusalNotice"]>("GET", "/v1/verify/refusal-notices/{number}");
/** Ask for a person to look at what rules refused or reduced. */
export const requestReview = /* @__PURE__ */ operation<operations["requestReview"]>("POST", "/v1/claims/{claimId}/reviews");
/** Appeal against the decision on a claim; another person answers. */
export const fileAppeal = /* @__PURE__ */ operation<operations["fileAppeal"]>("POST", "/v1/claims/{claimId}/appeals");
/** Take an appeal back before it is answered. */
export const withdrawAppeal = /* @__PURE__ */ operation<operations["withdrawAppeal"]>("POST", "/v1/appeals/{appealId}/withdrawal");
/** Uphold or overturn the decision that an appeal is against. */
export const answerAppeal = /* @__PURE__ */ operation<operations["answerAppeal"]>("POST", "/v1/appeals/{appealId}/decision");
/** Appeals, newest first. */
export const listAppeals = /* @__PURE__ */ operation<operations["listAppeals"]>("GET", "/v1/appeals");
/** An appeal: what it says, until when it is to be answered, and the answer. */
export const readAppeal = /* @__PURE__ */ operation<operations["readAppeal"]>("GET", "/v1/appeals/{appealId}");
/** How often which decisions were overturned, and how sure that is. */
export const reportAppeals = /* @__PURE__ */ operation<operations["reportAppeals"]>("GET", "/v1/appeals/report");
/** Where claimants complain outside of the house, as refusal notices say. */
export const readComplaintContacts = /* @__PURE__ */ operation<operations["readComplaintContacts"]>("GET", "/v1/tenants/complaint-contacts");
/** Say where claimants complain; notices that were made stay as they are. */
export const putComplaintContacts = /* @__PURE__ */ operation<operations["putComplaintContacts"]>("PUT", "/v1/tenants/complaint-contacts");
/** What the buyer was shown and agreed to before buying this policy. */
export const readConsent = /* @__PURE__ */ operation<operations["readConsent"]>("GET", "/v1/policies/{policyId}/consent");
/** Preview what a cancellation gives back, then confirm it. */
export const cancelPolicy = /* @__PURE__ */ operation<operations["cancelPolicy"]>("POST", "/v1/policies/{policyId}/cancellations");
/** Take cancelled cover up again, within the product's days, for what was refunded. */
export const reinstatePolicy = /* @__PURE__ */ operation<operations["reinstatePolicy"]>("POST", "/v1/policies/{policyId}/reinstatements");
/** Files that were uploaded about an order, newest first; buyers and shops see their own. */
export const listEvidence = /* @__PURE__ */ operation<operations["listEvidence"]>("GET", "/v1/evidence");
/** Upload one photo, document or video (multipart, one part named "file"); metadata and place are stripped. */
export const uploadEvidence = /* @__PURE__ */ operation<operations["uploadEvidence"]>("POST", "/v1/evidence");
/** The bytes of a piece of evidence, as an attachment. */
export const readEvidence = /* @__PURE__ */ operation<operations["readEvidence"]>("GET", "/v1/evidence/{evidenceId}");
/** An address of this one file that works without signing in, for minutes. */
export const linkEvidence = /* @__PURE__ */ operation<operations["linkEvidence"]>("POST", "/v1/evidence/{evidenceId}/links");
/** The bytes that a link leads to, as an attachment. */
export const readEvidenceByLink = /* @__PURE__ */ operation<operations["readEvidenceByLink"]>("GET", "/v1/evidence/links/{token}");
/** Every file of a claim that you may see, as one archive with a manifest.json that lists them. */
export const readClaimEvidence = /* @__PURE__ */ operation<operations["readClaimEvidence"]>("GET", "/v1/claims/{claimId}/evidence.zip");
/** The form on which a claim under this policy is made, and what it would pay. */
export const readClaimForm = /* @__PURE__ */ operation<operations["readClaimForm"]>("GET", "/v1/policies/{policyId}/claim-form");
/** What a claim would be paid if it were made now, and why; nothing is written. */
export const estimateClaim = /* @__PURE__ */ operation<operations["estimateClaim"]>("POST", "/v1/policies/{policyId}/claim-estimates");
/** Claims, newest first; `from` and `until` are about when they were reported. */
export const listClaims = /* @__PURE__ */ operation<operations["listClaims"]>("GET", "/v1/claims");
/** File a claim; where rules may decide, it is decided at once. */
export const fileClaim = /* @__PURE__ */ operation<operations["fileClaim"]>("POST", "/v1/claims");
/** Take a claim back before it is decided. */
export const withdrawClaim = /* @__PURE__ */ operation<operations["withdrawClaim"]>("POST", "/v1/claims/{claimId}/withdrawal");
/** Ask for documents, in one complete list; the law's clock stands until all is there. */
export const requestEvidence = /* @__PURE__ */ operation<operations["requestEvidence"]>("POST", "/v1/claims/{claimId}/evidence-requests");
/** Add documents; when all is there the review goes on, and rules decide where they may. */
export const addEvidence = /* @__PURE__ */ operation<operations["addEvidence"]>("POST", "/v1/claims/{claimId}/evidence");
/** The merchant's side and its evidence; may be said again until the claim is decided. */
export const stateAsMerchant = /* @__PURE__ */ operation<operations["stateAsMerchant"]>("POST", "/v1/claims/{claimId}/merchant-statement");
/** Claims as a table, newest first. */
export const exportClaims = /* @__PURE__ */ operation<operations["exportClaims"]>("GET", "/v1/claims.csv");
/** A claim: where it stands, what happened, what is missing, until when what is due. */
export const readClaim = /* @__PURE__ */ operation<operations["readClaim"]>("GET", "/v1/claims/{claimId}");
/** Every clause applied to the claim, with what it saw and said. */
export const readFindings = /* @__PURE__ */ operation<operations["readFindings"]>("GET", "/v1/claims/{claimId}/findings");
/** Decide a claim that waits in review; above your authority it waits for a second pair of eyes. */
export const decideClaim = /* @__PURE__ */ operation<operations["decideClaim"]>("POST", "/v1/claims/{claimId}/decisions");
/** The clocks of claims: what sets each, how long it is, and who is told of it. */
export const listClaimClocks = /* @__PURE__ */ operation<operations["listClaimClocks"]>("GET", "/v1/claim-clocks");
/** When a clock that starts then ends, if nothing pauses it. */
export const readClaimClockEnd = /* @__PURE__ */ operation<operations["readClaimClockEnd"]>("GET", "/v1/claim-clocks/{code}/end");
/** Cases that wait in a queue since one of their clocks runs out, by claim. */
export const listEscalations = /* @__PURE__ */ operation<operations["listEscalations"]>("GET", "/v1/review/escalations");
/** Pay the part of a claim that nobody disputes, before the whole is decided. */
export const advanceClaim = /* @__PURE__ */ operation<operations["advanceClaim"]>("POST", "/v1/claims/{claimId}/advances");
/** Propose to raise what a decided claim was granted; another person approves it. */
export const proposeCorrection = /* @__PURE__ */ operation<operations["proposeCorrection"]>("POST", "/v1/claims/{claimId}/corrections");
/** Set what is set aside for a claim that waits for its decision. */
export const adjustReserve = /* @__PURE__ */ operation<operations["adjustReserve"]>("PUT", "/v1/claims/{claimId}/reserve");
/** Claims that wait for a person, with what the clauses suggest, until when, and in whose hands. */
export const listReviewQueue = /* @__PURE__ */ operation<operations["listReviewQueue"]>("GET", "/v1/review/claims");
/** Views of the queue: those of the house, yours, and those that are shared. */
export const listReviewViews = /* @__PURE__ */ operation<operations["listReviewViews"]>("GET", "/v1/review/views");
/** Keep a view of the queue, for yourself or for all. */
export const keepReviewView = /* @__PURE__ */ operation<operations["keepReviewView"]>("POST", "/v1/review/views");
/** Drop a view that you keep; a supervisor drops shared ones too. */
export const dropReviewView = /* @__PURE__ */ operation<operations["dropReviewView"]>("DELETE", "/v1/review/views/{viewId}");
/** Take the first claim of a view that nobody has in hand; no two people get the same. */
export const takeNextClaim = /* @__PURE__ */ operation<operations["takeNextClaim"]>("POST", "/v1/review/next");
/** Take a claim in hand, or keep it there; a supervisor takes it over with a reason. */
export const leaseClaim = /* @__PURE__ */ operation<operations["leaseClaim"]>("POST", "/v1/review/claims/{claimId}/lease");
/** Give a claim back that you have in hand. */
export const giveBackClaim = /* @__PURE__ */ operation<operations["giveBackClaim"]>("DELETE", "/v1/review/claims/{claimId}/lease");
/** The second pair of eyes: let a decision stand, or send it back to its maker. */
export const checkDecision = /* @__PURE__ */ operation<operations["checkDecision"]>("POST", "/v1/claims/{claimId}/decisions/{decisionId}/approval");
/** Decide many claims alike, as their clauses suggest: a dry run, then its token. */
export const decideInBulk = /* @__PURE__ */ operation<operations["decideInBulk"]>("POST", "/v1/review/bulk-decisions");
/** How much people may grant alone, by role, level and product: now, planned, and ever. */
export const listAuthorityLimits = /* @__PURE__ */ operation<operations["listAuthorityLimits"]>("GET", "/v1/authority-limits");
/** Set how much a role and level may grant alone, on one product or all, from a moment on. */
export const setAuthorityLimit = /* @__PURE__ */ operation<operations["setAuthorityLimit"]>("PUT", "/v1/authority-limits");
/** Decisions that were drawn to be looked at again, the newest day first. */
export const listQaSamples = /* @__PURE__ */ operation<operations["listQaSamples"]>("GET", "/v1/review/qa-samples");
/** Say whether you would have decided so; the decision stays as it is. */
export const assessQaSample = /* @__PURE__ */ operation<operations["assessQaSample"]>("POST", "/v1/review/qa-samples/{decisionId}/assessment");
/** How often assessors agreed with each who decides, over days [from, until). */
export const readQaReport = /* @__PURE__ */ operation<operations["readQaReport"]>("GET", "/v1/review/qa-report");
/** Days whose decisions were made again from what was kept with them, the last run first. */
export const listReplays = /* @__PURE__ */ operation<operations["listReplays"]>("GET", "/v1/review/replays");
/** Make a day's decisions again; the workers do it, and the run says how far they are. */
export const replayDay = /* @__PURE__ */ operation<operations["replayDay"]>("POST", "/v1/review/replays");
/** How far a run is, and what came out otherwise. */
export const readReplay = /* @__PURE__ */ operation<operations["readReplay"]>("GET", "/v1/review/replays/{runId}");
/** Who has how many claims in hand, how soon they are due, and how decisions went lately. */
export const readReviewTeam = /* @__PURE__ */ operation<operations["readReviewTeam"]>("GET", "/v1/review/team");
/** Payouts, newest first; `from` and `until` are about when they were prepared. */
export const listPayouts = /* @__PURE__ */ operation<operations["listPayouts"]>("GET", "/v1/payouts");
/** How many payouts there are of each state, and how much they are together. */
export const readPayoutSummary = /* @__PURE__ */ operation<operations["readPayoutSummary"]>("GET", "/v1/payouts/summary");
/** Payouts as a table, newest first. */
export const exportPayouts = /* @__PURE__ */ operation<operations["exportPayouts"]>("GET", "/v1/payouts.csv");
/** A payout: where the money is, every exchange with the channel, what is next. */
export const readPayout = /* @__PURE__ */ operation<operations["readPayout"]>("GET", "/v1/payouts/{payoutId}");
/** Send a payout once more, under a new number, after a query confirmed that it failed or came back. */
export const retryPayout = /* @__PURE__ */ operation<operations["retryPayout"]>("POST", "/v1/payouts/{payoutId}/retries");
/** Recoveries from carriers and merchants, newest first; a merchant sees what it owes itself. */
export const listRecoveries = /* @__PURE__ */ operation<operations["listRecoveries"]>("GET", "/v1/recoveries");
/** One recovery with everything that happened to it, and what the ledger has about it. */
export const readRecovery = /* @__PURE__ */ operation<operations["readRecovery"]>("GET", "/v1/recoveries/{recoveryId}");
/** Ask the debtor for what is receivable; it is handed over in the background. */
export const submitRecovery = /* @__PURE__ */ operation<operations["submitRecovery"]>("POST", "/v1/recoveries/{recoveryId}/submissions");
/** Ask a debtor for everything that it was not asked for yet, in one batch of up to 500. */
export const submitRecoveries = /* @__PURE__ */ operation<operations["submitRecoveries"]>("POST", "/v1/recoveries/submissions");
/** Record what the debtor answers to the last submission. */
export const recordRecoveryAnswer = /* @__PURE__ */ operation<operations["recordRecoveryAnswer"]>("POST", "/v1/recoveries/{recoveryId}/answers");
/** Book money that came in by bank transfer. */
export const recordRecoveryReceipt = /* @__PURE__ */ operation<operations["recordRecoveryReceipt"]>("POST", "/v1/recoveries/{recoveryId}/receipts");
/** Give back what is owed back: by the bank what came as money, to wallet or deposit what was netted. */
export const returnRecovery = /* @__PURE__ */ operation<operations["returnRecovery"]>("POST", "/v1/recoveries/{recoveryId}/returns");
/** Ask again for what was denied, with new evidence from the claim. */
export const reopenRecovery = /* @__PURE__ */ operation<operations["reopenRecovery"]>("POST", "/v1/recoveries/{recoveryId}/reopenings");
/** Propose to write something off; nothing moves until another person approves it. */
export const proposeWriteOff = /* @__PURE__ */ operation<operations["proposeWriteOff"]>("POST", "/v1/recoveries/{recoveryId}/write-offs");
/** The second pair of eyes: approve a write-off, or send it back with a note. */
export const judgeWriteOff = /* @__PURE__ */ operation<operations["judgeWriteOff"]>("POST", "/v1/recoveries/{recoveryId}/write-offs/{writeOffId}/approval");
/** What a debtor was asked for and has not answered, as a table. */
export const exportSubmissions = /* @__PURE__ */ operation<operations["exportSubmissions"]>("GET", "/v1/recoveries/submissions.csv");
/** What each carrier answers for by contract, by name. */
export const listCarrierTerms = /* @__PURE__ */ operation<operations["listCarrierTerms"]>("GET", "/v1/recoveries/carriers");
/** What a carrier answers for by contract, with every change. */
export const readCarrierTerms = /* @__PURE__ */ operation<operations["readCarrierTerms"]>("GET", "/v1/recoveries/carriers/{carrier}");
/** Set what a carrier answers for by contract; recoveries that are open already stay as they are. */
export const putCarrierTerms = /* @__PURE__ */ operation<operations["putCarrierTerms"]>("PUT", "/v1/recoveries/carriers/{carrier}");
/** What a merchant agreed to about recoveries, with every change. */
export const readRecoveryTerms = /* @__PURE__ */ operation<operations["readRecoveryTerms"]>("GET", "/v1/merchants/{merchantId}/recovery-terms");
/** Set what a merchant agreed to: netting from wallet or deposit, with date and version of the text. */
export const putRecoveryTerms = /* @__PURE__ */ operation<operations["putRecoveryTerms"]>("PUT", "/v1/merchants/{merchantId}/recovery-terms");
/** A merchant's deposit, and every movement with its cause, newest first. */
export const readDeposit = /* @__PURE__ */ operation<operations["readDeposit"]>("GET", "/v1/merchants/{merchantId}/deposit");
/** Book a deposit that came by bank transfer. */
export const receiveDeposit = /* @__PURE__ */ operation<operations["receiveDeposit"]>("POST", "/v1/merchants/{merchantId}/deposit/receipts");
/** Book what of a deposit went back by bank transfer. */
export const returnDeposit = /* @__PURE__ */ operation<operations["returnDeposit"]>("POST", "/v1/merchants/{merchantId}/deposit/returns");
/** Changes of where the claim's money goes, newest first. */
export const listPayeeChanges = /* @__PURE__ */ operation<operations["listPayeeChanges"]>("GET", "/v1/claims/{claimId}/payee-changes");
/** Ask for another account; a code goes to the buyer, which puts the change in force. */
export const requestPayeeChange = /* @__PURE__ */ operation<operations["requestPayeeChange"]>("POST", "/v1/claims/{claimId}/payee-changes");
/** Try the code; the right one puts the change in force, a wrong one is counted. */
export const verifyPayeeChange = /* @__PURE__ */ operation<operations["verifyPayeeChange"]>("POST", "/v1/claims/{claimId}/payee-changes/{changeId}/verification");
/** Where goods can be tested, appraised or repaired. */
export const listRegister = /* @__PURE__ */ operation<operations["listRegister"]>("GET", "/v1/register");
/** Add an institution, an appraiser or a repairer. */
export const addRegisterEntry = /* @__PURE__ */ operation<operations["addRegisterEntry"]>("POST", "/v1/register");
/** An entry: the last word about it, or what was true at a time. */
export const readRegisterEntry = /* @__PURE__ */ operation<operations["readRegisterEntry"]>("GET", "/v1/register/{entryId}");
/** Change an entry, from now or from another time on; its status stays. */
export const putRegisterEntry = /* @__PURE__ */ operation<operations["putRegisterEntry"]>("PUT", "/v1/register/{entryId}");
/** Suspend or withdraw an entry, or make it count again. */
export const putRegisterStatus = /* @__PURE__ */ operation<operations["putRegisterStatus"]>("PUT", "/v1/register/{entryId}/status");
/** Everything that was ever said of an entry, newest first, by whom and from when on. */
export const listRegisterChanges = /* @__PURE__ */ operation<operations["listRegisterChanges"]>("GET", "/v1/register/{entryId}/changes");
/** Take entries from a file of comma-separated values. */
export const importRegister = /* @__PURE__ */ operation<operations["importRegister"]>("POST", "/v1/register/imports");
/** What a claim was granted in kind, and its service orders, first to last. */
export const listServiceOrdersOfClaim = /* @__PURE__ */ operation<operations["listServiceOrdersOfClaim"]>("GET", "/v1/claims/{claimId}/service-orders");
/** Order the repair or replacement that a claim was granted, or have it paid out. */
export const openServiceOrder = /* @__PURE__ */ operation<operations["openServiceOrder"]>("POST", "/v1/claims/{claimId}/service-orders");
/** Service orders, newest first. */
export const listServiceOrders = /* @__PURE__ */ operation<operations["listServiceOrders"]>("GET", "/v1/service-orders");
/** A service order: who does the work, what it costs, and what happened. */
export const readServiceOrder = /* @__PURE__ */ operation<operations["readServiceOrder"]>("GET", "/v1/service-orders/{serviceOrderId}");
/** What happens to a service order next: accepted, begun, done, failed, paid out, settled. */
export const stepServiceOrder = /* @__PURE__ */ operation<operations["stepServiceOrder"]>("POST", "/v1/service-orders/{serviceOrderId}/steps");
/** Notices to buyers and merchants with what became of them, newest first. */
export const listNotices = /* @__PURE__ */ operation<operations["listNotices"]>("GET", "/v1/notices");
/** Which notices a buyer or a merchant wants. */
export const readNoticePreferences = /* @__PURE__ */ operation<operations["readNoticePreferences"]>("GET", "/v1/notices/preferences");
/** Switch kinds of notices off and on; what the law owes the recipient stays on. */
export const putNoticePreferences = /* @__PURE__ */ operation<operations["putNoticePreferences"]>("PUT", "/v1/notices/preferences");
/** A merchant. */
export const readMerchant = /* @__PURE__ */ operation<operations["readMerchant"]>("GET", "/v1/merchants/{merchantId}");
/** Register a merchant, or change what is known of it. */
export const putMerchant = /* @__PURE__ */ operation<operations["putMerchant"]>("PUT", "/v1/merchants/{merchantId}");
/** Merchants with wallet, band, enrolments and the last 30 days. */
export const listMerchants = /* @__PURE__ */ operation<operations["listMerchants"]>("GET", "/v1/merchants");
/** A shop at a glance: covers, claims, spend, wallet, tomorrow's rate and why, debts. */
export const readMerchantOverview = /* @__PURE__ */ operation<operations["readMerchantOverview"]>("GET", "/v1/merchants/{merchantId}/overview");
/** What cover does to returns, disputes and sales: insured lines of a shop against its others. */
export const readMerchantEffects = /* @__PURE__ */ operation<operations["readMerchantEffects"]>("GET", "/v1/merchants/{merchantId}/effects");
/** What a merchant has enrolled. */
export const listEnrolments = /* @__PURE__ */ operation<operations["listEnrolments"]>("GET", "/v1/merchants/{merchantId}/enrolments");
/** One enrolment. */
export const readEnrolment = /* @__PURE__ */ operation<operations["readEnrolment"]>("GET", "/v1/merchants/{merchantId}/enrolments/{product}");
/** Enrol a shop, categories or goods for a product, or pause it. */
export const putEnrolment = /* @__PURE__ */ operation<operations["putEnrolment"]>("PUT", "/v1/merchants/{merchantId}/enrolments/{product}");
/** What an enrolment was at each revision, newest first, and who changed it. */
export const listEnrolmentChanges = /* @__PURE__ */ operation<operations["listEnrolmentChanges"]>("GET", "/v1/merchants/{merchantId}/enrolments/{product}/changes");
/** Whether a shop may enrol for a product, and what is measured. */
export const readEligibility = /* @__PURE__ */ operation<operations["readEligibility"]>("GET", "/v1/merchants/{merchantId}/enrolments/{product}/eligibility");
/** Balance, credit, forecast, and every movement with its cause, newest first. */
export const readWallet = /* @__PURE__ */ operation<operations["readWallet"]>("GET", "/v1/merchants/{merchantId}/wallet");
/** Set the credit limit of the contract and the balance below which a wallet is low. */
export const putWalletTerms = /* @__PURE__ */ operation<operations["putWalletTerms"]>("PUT", "/v1/merchants/{merchantId}/wallet");
/** Top-ups of a wallet, newest first. */
export const listTopUps = /* @__PURE__ */ operation<operations["listTopUps"]>("GET", "/v1/merchants/{merchantId}/wallet/top-ups");
/** Top up a wallet. */
export const topUpWallet = /* @__PURE__ */ operation<operations["topUpWallet"]>("POST", "/v1/merchants/{merchantId}/wallet/top-ups");
/** One top-up, with everything that was exchanged with the channel about it. */
export const readTopUp = /* @__PURE__ */ operation<operations["readTopUp"]>("GET", "/v1/merchants/{merchantId}/wallet/top-ups/{topUpId}");
/** Refunds of a wallet, newest first. */
export const listWalletRefunds = /* @__PURE__ */ operation<operations["listWalletRefunds"]>("GET", "/v1/merchants/{merchantId}/wallet/refunds");
/** Ask unused balance back; it leaves the wallet at once and goes back to where it was paid from. */
export const refundWallet = /* @__PURE__ */ operation<operations["refundWallet"]>("POST", "/v1/merchants/{merchantId}/wallet/refunds");
/** One refund, with everything that was exchanged with the channel about it. */
export const readWalletRefund = /* @__PURE__ */ operation<operations["readWalletRefund"]>("GET", "/v1/merchants/{merchantId}/wallet/refunds/{refundId}");
/** Top-ups and refunds that wait for a person, newest first, 200 of each at the most. */
export const listWalletTasks = /* @__PURE__ */ operation<operations["listWalletTasks"]>("GET", "/v1/wallet-tasks");
/** Say that a task was seen to, and how; nothing else changes. */
export const closeWalletTask = /* @__PURE__ */ operation<operations["closeWalletTask"]>("POST", "/v1/wallet-tasks/{taskId}/closing");
/** The statement of a month in Shanghai: opening balance, movements oldest first, closing balance. */
export const readWalletStatement = /* @__PURE__ */ operation<operations["readWalletStatement"]>("GET", "/v1/merchants/{merchantId}/wallet/statement");
/** Campaigns, newest first. */
export const listCampaigns = /* @__PURE__ */ operation<operations["listCampaigns"]>("GET", "/v1/campaigns");
/** Give cover away within a budget. */
export const startCampaign = /* @__PURE__ */ operation<operations["startCampaign"]>("POST", "/v1/campaigns");
/** A campaign. */
export const readCampaign = /* @__PURE__ */ operation<operations["readCampaign"]>("GET", "/v1/campaigns/{campaignId}");
/** Pause, resume or end a campaign, or change its name, end, budget, bounds and condition. */
export const putCampaign = /* @__PURE__ */ operation<operations["putCampaign"]>("PUT", "/v1/campaigns/{campaignId}");
/** A campaign's terms at each revision, newest first, and who made it. */
export const listCampaignChanges = /* @__PURE__ */ operation<operations["listCampaignChanges"]>("GET", "/v1/campaigns/{campaignId}/changes");
/** What a campaign would have given and cost over past orders; nothing is written. */
export const dryRunCampaign = /* @__PURE__ */ operation<operations["dryRunCampaign"]>("POST", "/v1/campaigns/dry-runs");
/** Tomorrow's rate of a shop, and why. */
export const forecastRate = /* @__PURE__ */ operation<operations["forecastRate"]>("GET", "/v1/merchants/{merchantId}/enrolments/{product}/forecast");
/** What cover would cost a shop in a month, and from which return rate on it is worth it; nothing is written. */
export const simulateCover = /* @__PURE__ */ operation<operations["simulateCover"]>("POST", "/v1/merchants/{merchantId}/simulations");
/** Nightly runs that rate merchants and buyers, the latest first, with how far each is. */
export const listRatingRuns = /* @__PURE__ */ operation<operations["listRatingRuns"]>("GET", "/v1/rating/runs");
/** Products on sale. */
export const listProducts = /* @__PURE__ */ operation<operations["listProducts"]>("GET", "/v1/products");
/** Make a product from a form, as a draft; nothing is sold of it. */
export const draftProduct = /* @__PURE__ */ operation<operations["draftProduct"]>("POST", "/v1/products");
/** The version of a product that is on sale. */
export const readProduct = /* @__PURE__ */ operation<operations["readProduct"]>("GET", "/v1/products/{code}");
/** Any version of a product, with coverages, tariff, clauses and terms. */
export const readProductVersion = /* @__PURE__ */ operation<operations["readProductVersion"]>("GET", "/v1/products/{code}/versions/{version}");
/** Edit a draft: its whole content as `draft.content` shows it. */
export const putProductDraft = /* @__PURE__ */ operation<operations["putProductDraft"]>("PUT", "/v1/products/{code}/versions/{version}");
/** Put a draft away; its revisions and runs stay on record, its number is not used again. */
export const deleteProductDraft = /* @__PURE__ */ operation<operations["deleteProductDraft"]>("DELETE", "/v1/products/{code}/versions/{version}");
/** All versions of a product, newest first: what is on sale, what was, and drafts. */
export const listProductVersions = /* @__PURE__ */ operation<operations["listProductVersions"]>("GET", "/v1/products/{code}/versions");
/** Make a draft of the next version, from what another version says. */
export const draftProductVersion = /* @__PURE__ */ operation<operations["draftProductVersion"]>("POST", "/v1/products/{code}/versions");
/** Drafts of all products, by code and version. */
export const listProductDrafts = /* @__PURE__ */ operation<operations["listProductDrafts"]>("GET", "/v1/products/drafts");
/** What a version has to do: scenarios in force, restated by the draft, or added by it. */
export const listProductScenarios = /* @__PURE__ */ operation<operations["listProductScenarios"]>("GET", "/v1/products/{code}/versions/{version}/scenarios");
/** Keep a draft's own scenarios; one named as one in force restates it. */
export const putProductScenarios = /* @__PURE__ */ operation<operations["putProductScenarios"]>("PUT", "/v1/products/{code}/versions/{version}/scenarios");
/** Runs of a draft's scenarios, newest first. */
export const listProductTests = /* @__PURE__ */ operation<operations["listProductTests"]>("GET", "/v1/products/{code}/versions/{version}/tests");
/** Run all scenarios against a draft's content, and keep what they came to. */
export const testProductDraft = /* @__PURE__ */ operation<operations["testProductDraft"]>("POST", "/v1/products/{code}/versions/{version}/tests");
/** A run with what became of every scenario. */
export const readProductTest = /* @__PURE__ */ operation<operations["readProductTest"]>("GET", "/v1/products/{code}/versions/{version}/tests/{run}");
/** What a version says otherwise than the one on sale, or than another. */
export const diffProductVersion = /* @__PURE__ */ operation<operations["diffProductVersion"]>("GET", "/v1/products/{code}/versions/{version}/diff");
/** What an example line would cost under a version, and which row of its tariff says so. */
export const rateExample = /* @__PURE__ */ operation<operations["rateExample"]>("POST", "/v1/products/{code}/versions/{version}/quotes");
/** Check a product's form, its conditions and its formula; nothing is kept. */
export const checkProductForm = /* @__PURE__ */ operation<operations["checkProductForm"]>("POST", "/v1/products/form-checks");
/** The products on sale side by side, in words made from their data. */
export const compareProducts = /* @__PURE__ */ operation<operations["compareProducts"]>("GET", "/v1/products/comparison");
/** The questions of the guided choice. */
export const readChooser = /* @__PURE__ */ operation<operations["readChooser"]>("GET", "/v1/products/chooser");
/** Covers that the answers speak for, with reasons; nothing is kept. */
export const chooseCovers = /* @__PURE__ */ operation<operations["chooseCovers"]>("POST", "/v1/products/chooser");
/** The terms of a product version, as a page (HTML). */
export const readTerms = /* @__PURE__ */ operation<operations["readTerms"]>("GET", "/v1/products/{code}/versions/{version}/terms");
/** Every account; debits equal credits. */
export const readTrialBalance = /* @__PURE__ */ operation<operations["readTrialBalance"]>("GET", "/v1/ledger/trial-balance");
/** Transactions with their entries, newest first; `from` and `until` are about when the books learned of them. */
export const listTransactions = /* @__PURE__ */ operation<operations["listTransactions"]>("GET", "/v1/ledger/transactions");
/** Transfers as a table, those of the newest transaction first. */
export const exportTransactions = /* @__PURE__ */ operation<operations["exportTransactions"]>("GET", "/v1/ledger/transactions.csv");
/** How long payouts have been on their way, and whether the clearing account holds just them. */
export const readAccountAges = /* @__PURE__ */ operation<operations["readAccountAges"]>("GET", "/v1/ledger/accounts/{code}/ages");
/** What is stopped now, for the banner that everybody sees. */
export const listStops = /* @__PURE__ */ operation<operations["listStops"]>("GET", "/v1/tenants/stops");
/** Every kill switch: whether it is stopped, since when, by whom, why, and what waits behind it. */
export const listSwitches = /* @__PURE__ */ operation<operations["listSwitches"]>("GET", "/v1/tenants/switches");
/** Who stopped and resumed what, and why, newest first. */
export const listSwitchChanges = /* @__PURE__ */ operation<operations["listSwitchChanges"]>("GET", "/v1/tenants/switches/changes");
/** Stop something in an emergency, or let it run again. */
export const throwSwitch = /* @__PURE__ */ operation<operations["throwSwitch"]>("PUT", "/v1/tenants/switches/{name}");
/** Who did what when to what, newest first. */
export const listAuditEntries = /* @__PURE__ */ operation<operations["listAuditEntries"]>("GET", "/v1/audit");
/** The audit log as a table, newest first. */
export const exportAuditEntries = /* @__PURE__ */ operation<operations["exportAuditEntries"]>("GET", "/v1/audit.csv");
/** What changes, as it changes (server-sent events). */
export const streamEvents = /* @__PURE__ */ operation<operations["streamEvents"]>("GET", "/v1/events/stream");
/** How much happens: the last two minutes by the second, today's totals, what waits and what is stopped. */
export const readBoard = /* @__PURE__ */ operation<operations["readBoard"]>("GET", "/v1/board");
/** Every type of event, with an example of its message. */
export const listWebhookEventTypes = /* @__PURE__ */ operation<operations["listWebhookEventTypes"]>("GET", "/v1/webhook-event-types");
/** Whether a message is signed by a secret, and if it is not, why; nothing of it is kept. */
export const checkWebhookSignature = /* @__PURE__ */ operation<operations["checkWebhookSignature"]>("POST", "/v1/webhook-endpoints/signature-checks");
/** How each endpoint has done in the last 24 hours, newest first. */
export const listWebhookHealth = /* @__PURE__ */ operation<operations["listWebhookHealth"]>("GET", "/v1/webhook-health");
/** Who listens to events, newest first. */
export const listWebhookEndpoints = /* @__PURE__ */ operation<operations["listWebhookEndpoints"]>("GET", "/v1/webhook-endpoints");
/** Listen to events from now on; the answer shows the secret this once. */
export const addWebhookEndpoint = /* @__PURE__ */ operation<operations["addWebhookEndpoint"]>("POST", "/v1/webhook-endpoints");
/** An endpoint. */
export const readWebhookEndpoint = /* @__PURE__ */ operation<operations["readWebhookEndpoint"]>("GET", "/v1/webhook-endpoints/{endpointId}");
/** Change where an endpoint is and what it hears of, pause it, or take it up again. */
export const putWebhookEndpoint = /* @__PURE__ */ operation<operations["putWebhookEndpoint"]>("PUT", "/v1/webhook-endpoints/{endpointId}");
/** Listen no more; what was not delivered never will be. */
export const deleteWebhookEndpoint = /* @__PURE__ */ operation<operations["deleteWebhookEndpoint"]>("DELETE", "/v1/webhook-endpoints/{endpointId}");
/** Make a new secret, shown this once; for 24 hours the old one signs too. */
export const rotateWebhookSecret = /* @__PURE__ */ operation<operations["rotateWebhookSecret"]>("POST", "/v1/webhook-endpoints/{endpointId}/secret-rotations");
/** Deliveries to an endpoint with every attempt, newest first. */
export const listWebhookDeliveries = /* @__PURE__ */ operation<operations["listWebhookDeliveries"]>("GET", "/v1/webhook-endpoints/{endpointId}/deliveries");
/** A delivery with every attempt. */
export const readWebhookDelivery = /* @__PURE__ */ operation<operations["readWebhookDelivery"]>("GET", "/v1/webhook-endpoints/{endpointId}/deliveries/{deliveryId}");
/** Send the endpoint an event of its own, once, and answer what came of it. */
export const testWebhookEndpoint = /* @__PURE__ */ operation<operations["testWebhookEndpoint"]>("POST", "/v1/webhook-endpoints/{endpointId}/test");
/** Make a delivery once more, under the same webhook-id, whatever became of it. */
export const replayWebhookDelivery = /* @__PURE__ */ operation<operations["replayWebhookDelivery"]>("POST", "/v1/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/replay");
/** Make everything once more that the endpoint has not got since a time, 10000 at a time. */
export const recoverWebhookDeliveries = /* @__PURE__ */ operation<operations["recoverWebhookDeliveries"]>("POST", "/v1/webhook-endpoints/{endpointId}/recoveries");
/** What has to be true after every transaction, and whether it is. */
export const listInvariants = /* @__PURE__ */ operation<operations["listInvariants"]>("GET", "/v1/invariants");
/** Sign in as staff. */
export const signIn = /* @__PURE__ */ operation<operations["signIn"]>("POST", "/v1/sessions");
/** Who am I. */
export const readSession = /* @__PURE__ */ operation<operations["readSession"]>("GET", "/v1/sessions/current");
/** Sign out. */
export const signOut = /* @__PURE__ */ operation<operations["signOut"]>("DELETE", "/v1/sessions/current");
/** Bring a buyer or a merchant in. */
export const openPortal = /* @__PURE__ */ operation<operations["openPortal"]>("POST", "/v1/portal-sessions");
/** Follow a portal's address. */
export const enterPortal = /* @__PURE__ */ operation<operations["enterPortal"]>("GET", "/portal/{ticket}");
/** Keys of this tenant, its shops' among them. */
export const listApiKeys = /* @__PURE__ */ operation<operations["listApiKeys"]>("GET", "/v1/api-keys");
/** Make a key for a server; it is shown once. */
export const createApiKey = /* @__PURE__ */ operation<operations["createApiKey"]>("POST", "/v1/api-keys");
/** Make a key's successor; the old one runs out after the overlap. */
export const rotateApiKey = /* @__PURE__ */ operation<operations["rotateApiKey"]>("POST", "/v1/api-keys/{keyId}/rotations");
/** End a key at once. */
export const revokeApiKey = /* @__PURE__ */ operation<operations["revokeApiKey"]>("DELETE", "/v1/api-keys/{keyId}");
/** A shop's own keys, newest first. */
export const listShopKeys = /* @__PURE__ */ operation<operations["listShopKeys"]>("GET", "/v1/merchants/{merchantId}/api-keys");
/** Make a key for a shop's own system; it is shown once. */
export const createShopKey = /* @__PURE__ */ operation<operations["createShopKey"]>("POST", "/v1/merchants/{merchantId}/api-keys");
/** Make the successor of a shop's key; the old one runs out after the overlap. */
export const rotateShopKey = /* @__PURE__ */ operation<operations["rotateShopKey"]>("POST", "/v1/merchants/{merchantId}/api-keys/{keyId}/rotations");
/** End a shop's key at once. */
export const revokeShopKey = /* @__PURE__ */ operation<operations["revokeShopKey"]>("DELETE", "/v1/merchants/{merchantId}/api-keys/{keyId}");
/** Who is signed in for a shop now, newest first. */
export const listShopSessions = /* @__PURE__ */ operation<operations["listShopSessions"]>("GET", "/v1/merchants/{merchantId}/sessions");
/** Sign everybody out for a shop, but the session that asks. */
export const endShopSessions = /* @__PURE__ */ operation<operations["endShopSessions"]>("DELETE", "/v1/merchants/{merchantId}/sessions");
/** End one session of a shop. */
export const endShopSession = /* @__PURE__ */ operation<operations["endShopSession"]>("DELETE", "/v1/merchants/{merchantId}/sessions/{sessionId}");
/** Colleagues with their role, level and person. */
export const listStaff = /* @__PURE__ */ operation<operations["listStaff"]>("GET", "/v1/staff");
/** Set a colleague's level, the human being behind the account, and whether they may work. */
export const changeStaff = /* @__PURE__ */ operation<operations["changeStaff"]>("PUT", "/v1/staff/{staffId}");
/** The last 200 notices that the local stand-in delivered, the latest first. */
export const listDeliveredNotices = /* @__PURE__ */ operation<operations["listDeliveredNotices"]>("GET", "/v1/sandbox/notices");
/** How the local stand-in answers the next notices, one answer each, then accepted. */
export const scriptNotices = /* @__PURE__ */ operation<operations["scriptNotices"]>("POST", "/v1/sandbox/notices/script");
/** The last 1000 recoveries that the stand-in's desks were asked for, in order. */
export const listDeskCases = /* @__PURE__ */ operation<operations["listDeskCases"]>("GET", "/v1/sandbox/recoveries");
/** How the stand-in's desks treat the next recoveries, one outcome each; then all are accepted and paid. */
export const scriptDesk = /* @__PURE__ */ operation<operations["scriptDesk"]>("POST", "/v1/sandbox/recoveries/script");
/** Business time. */
export const readClock = /* @__PURE__ */ operation<operations["readClock"]>("GET", "/v1/sandbox/clock");
/** Move business time; everything due runs before the answer. */
export const moveClock = /* @__PURE__ */ operation<operations["moveClock"]>("POST", "/v1/sandbox/clock");
/** How the local gateway answers the next transfers, one outcome each, then success. */
export const scriptGateway = /* @__PURE__ */ operation<operations["scriptGateway"]>("POST", "/v1/sandbox/alipay/script");
/** The gateway's own book. */
export const listGatewayTransfers = /* @__PURE__ */ operation<operations["listGatewayTransfers"]>("GET", "/v1/sandbox/alipay/transfers");
/** The gateway's own book of payments on its page, and what went back of them. */
export const listGatewayTrades = /* @__PURE__ */ operation<operations["listGatewayTrades"]>("GET", "/v1/sandbox/alipay/trades");
/** Run every background job until nothing is due. */
export const settle = /* @__PURE__ */ operation<operations["settle"]>("POST", "/v1/sandbox/settle");
/** An empty tenant again, its keys kept, the clock back at wall time. */
export const reset = /* @__PURE__ */ operation<operations["reset"]>("POST", "/v1/sandbox/reset");
/** Take a debtor's table of answers and payments: all of it, or nothing with every faulty line named. */
export const importRecoveryAnswers = /* @__PURE__ */ operation<operations["importRecoveryAnswers"]>("POST", "/v1/recoveries/answers.csv");
/** Alipay tells of a payment; the answer is `success` once it is taken for good. */
export const takePaymentNotice = /* @__PURE__ */ operation<operations["takePaymentNotice"]>("POST", "/v1/alipay/notify");
