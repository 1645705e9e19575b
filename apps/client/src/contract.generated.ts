// Generated from server/openapi.json by `npm run client`. Do not edit.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process lives
         * @description Public.
         */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The database is there and migrated
         * @description Public.
         */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Measurements in Prometheus' form
         * @description Public.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a problem means and what to do
         * @description Public.
         */
        get: operations["getProblemsByCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders with their goods, parcels, covers and claims, newest first
         * @description By when an order was first told. Of one buyer, the orders that have cover, the one with the newest cover first; an order without cover is read by its id.
         *
         *     For: server, buyer, merchant, adjuster, supervisor, finance, auditor, platform, admin.
         */
        get: operations["listOrders"];
        put?: never;
        /**
         * Feed orders as they now stand; covers and claims follow
         * @description For: server.
         */
        post: operations["feedOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An order with its policies and claims
         * @description For: server, buyer, merchant, adjuster, supervisor, finance, auditor, platform, admin.
         */
        get: operations["readOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Covers that lines have, may have and should have; nothing is written, nothing pre-selected
         * @description For: server.
         */
        post: operations["offerCovers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policies, newest first; `from` and `until` are about when they were issued
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policies as a table, newest first
         * @description UTF-8 with a mark, cells that no spreadsheet takes for a formula; up to 50000 rows, then a row that says so. Amounts are in yuan, times in Shanghai.
         *
         *     For: server, merchant, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["exportPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A policy with coverages, limits used and left, endorsements and product version
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyId}/certificate.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed certificate of a policy (PDF/A), with a QR code that leads to its verification
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verify/{policyNo}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a certificate is genuine, and how its policy stands; JSON, or a page for browsers
         * @description Public.
         */
        get: operations["verifyPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/refusal-notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a claim is not paid, or not in full: reasons, clauses, facts, and what can be done about it
         * @description For: server, buyer, adjuster, supervisor, auditor, platform, admin.
         */
        get: operations["readRefusalNotice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/refusal-notice.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The refusal notice as a page
         * @description For: server, buyer, adjuster, supervisor, auditor, platform, admin.
         */
        get: operations["readRefusalNoticePage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/refusal-notice.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed refusal notice (PDF/A)
         * @description For: server, buyer, adjuster, supervisor, auditor, platform, admin.
         */
        get: operations["readRefusalNoticeDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verify/refusal-notices/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a refusal notice is genuine; JSON, or a page for browsers
         * @description Public.
         */
        get: operations["verifyRefusalNotice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a person to look at what rules refused or reduced
         * @description For: server, buyer.
         */
        post: operations["requestReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal against the decision on a claim; another person answers
         * @description For: server, buyer.
         */
        post: operations["fileAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals/{appealId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an appeal back before it is answered
         * @description For: server, buyer.
         */
        post: operations["withdrawAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals/{appealId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Uphold or overturn the decision that an appeal is against
         * @description For: adjuster, supervisor.
         */
        post: operations["answerAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Appeals, newest first
         * @description For: server, buyer, adjuster, supervisor, auditor, platform, admin.
         */
        get: operations["listAppeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals/{appealId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An appeal: what it says, until when it is to be answered, and the answer
         * @description For: server, buyer, adjuster, supervisor, auditor, platform, admin.
         */
        get: operations["readAppeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/appeals/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often which decisions were overturned, and how sure that is
         * @description For: supervisor, auditor, actuary, admin.
         */
        get: operations["reportAppeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/complaint-contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where claimants complain outside of the house, as refusal notices say
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readComplaintContacts"];
        /**
         * Say where claimants complain; notices that were made stay as they are
         * @description For: supervisor, platform, admin.
         */
        put: operations["putComplaintContacts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyId}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the buyer was shown and agreed to before buying this policy
         * @description For: server, buyer, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyId}/cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview what a cancellation gives back, then confirm it
         * @description For: server, buyer, merchant, platform, admin.
         */
        post: operations["cancelPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyId}/reinstatements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take cancelled cover up again, within the product's days, for what was refunded
         * @description For: server, merchant, platform, admin.
         */
        post: operations["reinstatePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files that were uploaded about an order, newest first; buyers and shops see their own
         * @description For: server, buyer, merchant, adjuster, supervisor, auditor, admin.
         */
        get: operations["listEvidence"];
        put?: never;
        /**
         * Upload one photo, document or video (multipart, one part named "file"); metadata and place are stripped
         * @description What it is about may be said in the query, or in fields of the form: orderId, kind. So it can be kept from the order on, and put into a claim later.
         *
         *     For: server, buyer, merchant, adjuster.
         */
        post: operations["uploadEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{evidenceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a piece of evidence, as an attachment
         * @description For: server, buyer, merchant, adjuster, supervisor, auditor, admin.
         */
        get: operations["readEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{evidenceId}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An address of this one file that works without signing in, for minutes
         * @description For: server, buyer, merchant, adjuster, supervisor, auditor, admin.
         */
        post: operations["linkEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes that a link leads to, as an attachment
         * @description Public.
         */
        get: operations["readEvidenceByLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/evidence.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every file of a claim that you may see, as one archive with a manifest.json that lists them
         * @description For: server, buyer, merchant, adjuster, supervisor, auditor, admin.
         */
        get: operations["readClaimEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyId}/claim-form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The form on which a claim under this policy is made, and what it would pay
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readClaimForm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyId}/claim-estimates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a claim would be paid if it were made now, and why; nothing is written
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        post: operations["estimateClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Claims, newest first; `from` and `until` are about when they were reported
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listClaims"];
        put?: never;
        /**
         * File a claim; where rules may decide, it is decided at once
         * @description For: server, buyer.
         */
        post: operations["fileClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a claim back before it is decided
         * @description For: server, buyer.
         */
        post: operations["withdrawClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/evidence-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for documents, in one complete list; the law's clock stands until all is there
         * @description For: adjuster, supervisor.
         */
        post: operations["requestEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add documents; when all is there the review goes on, and rules decide where they may
         * @description For: server, buyer.
         */
        post: operations["addEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/merchant-statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The merchant's side and its evidence; may be said again until the claim is decided
         * @description For: server, merchant.
         */
        post: operations["stateAsMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Claims as a table, newest first
         * @description UTF-8 with a mark, cells that no spreadsheet takes for a formula; up to 50000 rows, then a row that says so. Amounts are in yuan, times in Shanghai.
         *
         *     For: server, merchant, supervisor, finance, auditor, platform, admin.
         */
        get: operations["exportClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A claim: where it stands, what happened, what is missing, until when what is due
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every clause applied to the claim, with what it saw and said
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a claim that waits in review; above your authority it waits for a second pair of eyes
         * @description For: adjuster, supervisor.
         */
        post: operations["decideClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claim-clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The clocks of claims: what sets each, how long it is, and who is told of it
         * @description For: server, adjuster, supervisor, actuary, auditor, platform, admin.
         */
        get: operations["listClaimClocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claim-clocks/{code}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When a clock that starts then ends, if nothing pauses it
         * @description For: server, adjuster, supervisor, actuary, auditor, platform, admin.
         */
        get: operations["readClaimClockEnd"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cases that wait in a queue since one of their clocks runs out, by claim
         * @description For: adjuster, supervisor, auditor.
         */
        get: operations["listEscalations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/advances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay the part of a claim that nobody disputes, before the whole is decided
         * @description For: adjuster, supervisor.
         */
        post: operations["advanceClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose to raise what a decided claim was granted; another person approves it
         * @description For: adjuster, supervisor.
         */
        post: operations["proposeCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set what is set aside for a claim that waits for its decision
         * @description For: adjuster, supervisor.
         */
        put: operations["adjustReserve"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Claims that wait for a person, with what the clauses suggest, until when, and in whose hands
         * @description For: adjuster, supervisor, auditor.
         */
        get: operations["listReviewQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Views of the queue: those of the house, yours, and those that are shared
         * @description For: adjuster, supervisor, auditor.
         */
        get: operations["listReviewViews"];
        put?: never;
        /**
         * Keep a view of the queue, for yourself or for all
         * @description For: adjuster, supervisor, auditor.
         */
        post: operations["keepReviewView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/views/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Drop a view that you keep; a supervisor drops shared ones too
         * @description For: adjuster, supervisor, auditor.
         */
        delete: operations["dropReviewView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the first claim of a view that nobody has in hand; no two people get the same
         * @description For: adjuster, supervisor.
         */
        post: operations["takeNextClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/claims/{claimId}/lease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a claim in hand, or keep it there; a supervisor takes it over with a reason
         * @description For: adjuster, supervisor.
         */
        post: operations["leaseClaim"];
        /**
         * Give a claim back that you have in hand
         * @description For: adjuster, supervisor.
         */
        delete: operations["giveBackClaim"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/decisions/{decisionId}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The second pair of eyes: let a decision stand, or send it back to its maker
         * @description For: adjuster, supervisor.
         */
        post: operations["checkDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/bulk-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide many claims alike, as their clauses suggest: a dry run, then its token
         * @description Only what the clauses suggest, with their amount, is decided in bulk; everything else is looked at by itself. The token is good for 15 minutes and does its work once: sent again it answers what was done, and does what was not.
         *
         *     For: adjuster, supervisor.
         */
        post: operations["decideInBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/authority-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much people may grant alone, by role, level and product: now, planned, and ever
         * @description For: adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listAuthorityLimits"];
        /**
         * Set how much a role and level may grant alone, on one product or all, from a moment on
         * @description Administrators decide no claims, and a limit does not count for whoever set it, whichever account they decide with.
         *
         *     For: admin.
         */
        put: operations["setAuthorityLimit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/qa-samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decisions that were drawn to be looked at again, the newest day first
         * @description For: supervisor, auditor.
         */
        get: operations["listQaSamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/qa-samples/{decisionId}/assessment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say whether you would have decided so; the decision stays as it is
         * @description For: supervisor.
         */
        post: operations["assessQaSample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/qa-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often assessors agreed with each who decides, over days [from, until)
         * @description For: supervisor.
         */
        get: operations["readQaReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Days whose decisions were made again from what was kept with them, the last run first
         * @description For: supervisor, auditor.
         */
        get: operations["listReplays"];
        put?: never;
        /**
         * Make a day's decisions again; the workers do it, and the run says how far they are
         * @description For: supervisor, auditor.
         */
        post: operations["replayDay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/replays/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a run is, and what came out otherwise
         * @description For: supervisor, auditor.
         */
        get: operations["readReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who has how many claims in hand, how soon they are due, and how decisions went lately
         * @description For: supervisor, admin, auditor.
         */
        get: operations["readReviewTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payouts, newest first; `from` and `until` are about when they were prepared
         * @description Narrowed to claims, a policy or an order they always come newest first.
         *
         *     For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listPayouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many payouts there are of each state, and how much they are together
         * @description For: server, finance, supervisor, auditor, platform, admin.
         */
        get: operations["readPayoutSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payouts as a table, newest first
         * @description UTF-8 with a mark, cells that no spreadsheet takes for a formula; up to 50000 rows, then a row that says so. Amounts are in yuan, times in Shanghai.
         *
         *     For: server, finance, supervisor, auditor, platform, admin.
         */
        get: operations["exportPayouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{payoutId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A payout: where the money is, every exchange with the channel, what is next
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{payoutId}/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a payout once more, under a new number, after a query confirmed that it failed or came back
         * @description For: finance, supervisor, platform, admin, server.
         */
        post: operations["retryPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Recoveries from carriers and merchants, newest first; a merchant sees what it owes itself
         * @description `from` and `until` are about when they were opened.
         *
         *     For: finance, supervisor, auditor, platform, server, admin, merchant.
         */
        get: operations["listRecoveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One recovery with everything that happened to it, and what the ledger has about it
         * @description For: finance, supervisor, auditor, platform, server, admin, merchant.
         */
        get: operations["readRecovery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the debtor for what is receivable; it is handed over in the background
         * @description For: finance, supervisor.
         */
        post: operations["submitRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a debtor for everything that it was not asked for yet, in one batch of up to 500
         * @description For: finance, supervisor.
         */
        post: operations["submitRecoveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record what the debtor answers to the last submission
         * @description For: finance, supervisor.
         */
        post: operations["recordRecoveryAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book money that came in by bank transfer
         * @description For: finance, supervisor.
         */
        post: operations["recordRecoveryReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back what is owed back: by the bank what came as money, to wallet or deposit what was netted
         * @description For: finance, supervisor.
         */
        post: operations["returnRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}/reopenings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask again for what was denied, with new evidence from the claim
         * @description For: finance, supervisor.
         */
        post: operations["reopenRecovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}/write-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Propose to write something off; nothing moves until another person approves it
         * @description For: finance, supervisor.
         */
        post: operations["proposeWriteOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/{recoveryId}/write-offs/{writeOffId}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The second pair of eyes: approve a write-off, or send it back with a note
         * @description For: finance, supervisor.
         */
        post: operations["judgeWriteOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/submissions.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a debtor was asked for and has not answered, as a table
         * @description UTF-8 with a mark; columns reference, recoveryId, claimId, orderId, waybill, shippedAt, product, peril, amountYuan, deadlineAt; up to 10000 lines, the oldest first.
         *
         *     For: finance, supervisor, auditor, admin.
         */
        get: operations["exportSubmissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/carriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each carrier answers for by contract, by name
         * @description For: finance, supervisor, auditor, admin, platform, server.
         */
        get: operations["listCarrierTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/carriers/{carrier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a carrier answers for by contract, with every change
         * @description For: finance, supervisor, auditor, admin, platform, server.
         */
        get: operations["readCarrierTerms"];
        /**
         * Set what a carrier answers for by contract; recoveries that are open already stay as they are
         * @description If-Match is needed once terms are there.
         *
         *     For: finance, supervisor.
         */
        put: operations["putCarrierTerms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/recovery-terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a merchant agreed to about recoveries, with every change
         * @description For: finance, supervisor, auditor, admin, platform, server, merchant.
         */
        get: operations["readRecoveryTerms"];
        /**
         * Set what a merchant agreed to: netting from wallet or deposit, with date and version of the text
         * @description Open recoveries are told of anew, and netted after the days of notice; or no more, where netting ends.
         *
         *     For: finance, supervisor.
         */
        put: operations["putRecoveryTerms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/deposit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A merchant's deposit, and every movement with its cause, newest first
         * @description For: finance, supervisor, auditor, admin, platform, server, merchant.
         */
        get: operations["readDeposit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/deposit/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book a deposit that came by bank transfer
         * @description For: finance, supervisor.
         */
        post: operations["receiveDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/deposit/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Book what of a deposit went back by bank transfer
         * @description For: finance, supervisor.
         */
        post: operations["returnDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/payee-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of where the claim's money goes, newest first
         * @description For: server, buyer, adjuster, supervisor, finance, auditor.
         */
        get: operations["listPayeeChanges"];
        put?: never;
        /**
         * Ask for another account; a code goes to the buyer, which puts the change in force
         * @description For: server, buyer.
         */
        post: operations["requestPayeeChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/payee-changes/{changeId}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the code; the right one puts the change in force, a wrong one is counted
         * @description For: server, buyer.
         */
        post: operations["verifyPayeeChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where goods can be tested, appraised or repaired
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listRegister"];
        put?: never;
        /**
         * Add an institution, an appraiser or a repairer
         * @description For: supervisor, admin.
         */
        post: operations["addRegisterEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/register/{entryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An entry: the last word about it, or what was true at a time
         * @description Without `at` staff and servers see the last revision, also one that is announced: it is what an edit is made on.
         *     Buyers and merchants see what is true now.
         *
         *     For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readRegisterEntry"];
        /**
         * Change an entry, from now or from another time on; its status stays
         * @description What was said before stays on record, and decides about reports of its time.
         *
         *     For: supervisor, admin.
         */
        put: operations["putRegisterEntry"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/register/{entryId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspend or withdraw an entry, or make it count again
         * @description A suspension holds for reports from its day on, and may be written for a time that is past.
         *
         *     For: supervisor, admin.
         */
        put: operations["putRegisterStatus"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/register/{entryId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that was ever said of an entry, newest first, by whom and from when on
         * @description For: server, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listRegisterChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/register/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take entries from a file of comma-separated values
         * @description Columns: entryId, revision, kind, name, aliases, accreditations, categories, perils, standards, brands, region,
         *     validFrom, validUntil, reportMask, rateCard, status, statusReason; lists are parted by |. A row without entryId adds an entry; one with
         *     entryId and the revision that it was made on changes it. Rows that are wrong are told and left out.
         *
         *     For: supervisor, admin.
         */
        post: operations["importRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{claimId}/service-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a claim was granted in kind, and its service orders, first to last
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listServiceOrdersOfClaim"];
        put?: never;
        /**
         * Order the repair or replacement that a claim was granted, or have it paid out
         * @description For: server, buyer, adjuster, supervisor.
         */
        post: operations["openServiceOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Service orders, newest first
         * @description For: server, adjuster, supervisor, actuary, finance, auditor, admin.
         */
        get: operations["listServiceOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service-orders/{serviceOrderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A service order: who does the work, what it costs, and what happened
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readServiceOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/service-orders/{serviceOrderId}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What happens to a service order next: accepted, begun, done, failed, paid out, settled
         * @description For: server, buyer, adjuster, supervisor, finance.
         */
        post: operations["stepServiceOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices to buyers and merchants with what became of them, newest first
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which notices a buyer or a merchant wants
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readNoticePreferences"];
        /**
         * Switch kinds of notices off and on; what the law owes the recipient stays on
         * @description For: server, buyer, merchant, platform, admin.
         */
        put: operations["putNoticePreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A merchant
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["readMerchant"];
        /**
         * Register a merchant, or change what is known of it
         * @description What is left out stays as it is known. A new merchant has the tier `standard` and an empty wallet.
         *
         *     For: server, platform, admin.
         */
        put: operations["putMerchant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Merchants with wallet, band, enrolments and the last 30 days
         * @description For: server, platform, admin, finance, supervisor, actuary, auditor.
         */
        get: operations["listMerchants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A shop at a glance: covers, claims, spend, wallet, tomorrow's rate and why, debts
         * @description For: server, platform, admin, merchant, finance, auditor, supervisor, actuary.
         */
        get: operations["readMerchantOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What cover does to returns, disputes and sales: insured lines of a shop against its others
         * @description By when orders were placed; the last 90 days where nothing is asked for, 366 at the most. Every figure says what was counted, and how sure it is.
         *
         *     For: server, platform, admin, merchant, finance, auditor, supervisor, actuary.
         */
        get: operations["readMerchantEffects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a merchant has enrolled
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["listEnrolments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/enrolments/{product}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One enrolment
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["readEnrolment"];
        /**
         * Enrol a shop, categories or goods for a product, or pause it
         * @description Orders that are told from now on are covered at once. Pausing is always possible; who begins or resumes must be eligible.
         *
         *     For: server, platform, admin, merchant.
         */
        put: operations["putEnrolment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/enrolments/{product}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an enrolment was at each revision, newest first, and who changed it
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["listEnrolmentChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/enrolments/{product}/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a shop may enrol for a product, and what is measured
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["readEligibility"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/wallet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Balance, credit, forecast, and every movement with its cause, newest first
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["readWallet"];
        /**
         * Set the credit limit of the contract and the balance below which a wallet is low
         * @description Up to 1000000000 fen each; lowBalance null for no threshold. A limit below what is owed is taken: nothing more is drawn until the debt is within it.
         *
         *     For: platform, finance, admin.
         */
        put: operations["putWalletTerms"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/wallet/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Top-ups of a wallet, newest first
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["listTopUps"];
        put?: never;
        /**
         * Top up a wallet
         * @description 1 fen to 1000000000 fen. Answers where to pay; the sandbox settles at once unless it is asked for the page.
         *
         *     For: server, platform, admin, merchant.
         */
        post: operations["topUpWallet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/wallet/top-ups/{topUpId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One top-up, with everything that was exchanged with the channel about it
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["readTopUp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/wallet/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refunds of a wallet, newest first
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["listWalletRefunds"];
        put?: never;
        /**
         * Ask unused balance back; it leaves the wallet at once and goes back to where it was paid from
         * @description At most the positive balance. The newest top-ups are sent back first.
         *
         *     For: server, platform, admin, merchant, finance.
         */
        post: operations["refundWallet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/wallet/refunds/{refundId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One refund, with everything that was exchanged with the channel about it
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["readWalletRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Top-ups and refunds that wait for a person, newest first, 200 of each at the most
         * @description For: server, platform, finance, supervisor, auditor, admin.
         */
        get: operations["listWalletTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wallet-tasks/{taskId}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a task was seen to, and how; nothing else changes
         * @description For: platform, finance, supervisor, admin.
         */
        post: operations["closeWalletTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/wallet/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The statement of a month in Shanghai: opening balance, movements oldest first, closing balance
         * @description For: server, platform, admin, merchant, finance, auditor.
         */
        get: operations["readWalletStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Campaigns, newest first
         * @description For: server, platform, admin, finance, auditor, actuary.
         */
        get: operations["listCampaigns"];
        put?: never;
        /**
         * Give cover away within a budget
         * @description For: server, platform, admin.
         */
        post: operations["startCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A campaign
         * @description For: server, platform, admin, finance, auditor, actuary.
         */
        get: operations["readCampaign"];
        /**
         * Pause, resume or end a campaign, or change its name, end, budget, bounds and condition
         * @description What was given stays given. A budget can be lowered to what is spent; the rest goes back at once. After the
         *     end, what is left goes back when the tenant's binding delay is over.
         *
         *     For: server, platform, admin.
         */
        put: operations["putCampaign"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{campaignId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A campaign's terms at each revision, newest first, and who made it
         * @description For: server, platform, admin, finance, auditor, actuary.
         */
        get: operations["listCampaignChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/dry-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a campaign would have given and cost over past orders; nothing is written
         * @description The campaign is taken to run in the window, at today's rates and bands. At most 20000 orders are looked
         *     at, for at most 10 seconds; what was seen is told.
         *
         *     For: server, platform, admin.
         */
        post: operations["dryRunCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/enrolments/{product}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tomorrow's rate of a shop, and why
         * @description What the coming night would find if today ended now. A better band holds from the next day; a worse one is announced and holds after the days of notice. The whole marketplace's rate is that of the last night.
         *
         *     For: merchant, server, platform, actuary, admin, auditor.
         */
        get: operations["forecastRate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchants/{merchantId}/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What cover would cost a shop in a month, and from which return rate on it is worth it; nothing is written
         * @description Premium for buyers without history. Break-even is premium ÷ the freight that all orders would cost on their way back, as agreed for parcels that buyers send themselves.
         *
         *     For: merchant, server, platform, actuary, admin, auditor.
         */
        post: operations["simulateCover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rating/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Nightly runs that rate merchants and buyers, the latest first, with how far each is
         * @description Every merchant and buyer is rated each night by the 90 days before it. A run that was interrupted goes on where it was.
         *
         *     For: actuary, platform, admin, auditor.
         */
        get: operations["listRatingRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products on sale
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Make a product from a form, as a draft; nothing is sold of it
         * @description The form is what POST /v1/products/form-checks checks; amounts in fen. Without terms a line is made for each clause
         *     that the form cites, for somebody to write.
         *
         *     For: actuary, admin.
         */
        post: operations["draftProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The version of a product that is on sale
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Any version of a product, with coverages, tariff, clauses and terms
         * @description A draft is for actuary, admin, supervisor, auditor, finance and platform; `draft` holds all of it that may be edited, and
         *     why it cannot be approved yet.
         *
         *     For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readProductVersion"];
        /**
         * Edit a draft: its whole content as `draft.content` shows it
         * @description Everything that does not fit is named by where it stands. Gaps and collisions of the tariff are kept, and
         *     shown as `draft.tariffFindings`. Any change asks for the scenarios to be run again.
         *
         *     For: actuary, admin.
         */
        put: operations["putProductDraft"];
        post?: never;
        /**
         * Put a draft away; its revisions and runs stay on record, its number is not used again
         * @description For: actuary, admin.
         */
        delete: operations["deleteProductDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All versions of a product, newest first: what is on sale, what was, and drafts
         * @description For: actuary, admin, supervisor, auditor, finance, platform.
         */
        get: operations["listProductVersions"];
        put?: never;
        /**
         * Make a draft of the next version, from what another version says
         * @description For: actuary, admin.
         */
        post: operations["draftProductVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Drafts of all products, by code and version
         * @description For: actuary, admin, supervisor, auditor, finance, platform.
         */
        get: operations["listProductDrafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions/{version}/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a version has to do: scenarios in force, restated by the draft, or added by it
         * @description For: actuary, admin, supervisor, auditor, finance, platform.
         */
        get: operations["listProductScenarios"];
        /**
         * Keep a draft's own scenarios; one named as one in force restates it
         * @description Facts and expectations are written as in scenarios.yaml: times as an instant or "delivery + 48h", amounts in fen.
         *     What is sent replaces what the draft kept before; those in force stay, unless they are restated.
         *
         *     For: actuary, admin.
         */
        put: operations["putProductScenarios"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions/{version}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs of a draft's scenarios, newest first
         * @description For: actuary, admin, supervisor, auditor, finance, platform.
         */
        get: operations["listProductTests"];
        put?: never;
        /**
         * Run all scenarios against a draft's content, and keep what they came to
         * @description For: actuary, admin.
         */
        post: operations["testProductDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions/{version}/tests/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run with what became of every scenario
         * @description For: actuary, admin, supervisor, auditor, finance, platform.
         */
        get: operations["readProductTest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions/{version}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a version says otherwise than the one on sale, or than another
         * @description For: actuary, admin, supervisor, auditor, finance, platform.
         */
        get: operations["diffProductVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions/{version}/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an example line would cost under a version, and which row of its tariff says so
         * @description Nothing is written and nothing can be bought with it.
         *
         *     For: actuary, admin, supervisor, auditor, finance, platform.
         */
        post: operations["rateExample"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/form-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a product's form, its conditions and its formula; nothing is kept
         * @description For: supervisor, actuary, admin.
         */
        post: operations["checkProductForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The products on sale side by side, in words made from their data
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["compareProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/chooser": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The questions of the guided choice
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readChooser"];
        put?: never;
        /**
         * Covers that the answers speak for, with reasons; nothing is kept
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        post: operations["chooseCovers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{code}/versions/{version}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The terms of a product version, as a page (HTML)
         * @description Public.
         */
        get: operations["readTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every account; debits equal credits
         * @description For: server, finance, auditor, admin, supervisor.
         */
        get: operations["readTrialBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transactions with their entries, newest first; `from` and `until` are about when the books learned of them
         * @description For: server, finance, auditor, admin, supervisor.
         */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/transactions.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transfers as a table, those of the newest transaction first
         * @description UTF-8 with a mark, cells that no spreadsheet takes for a formula; up to 50000 rows, then a row that says so. Amounts are in yuan, times in Shanghai.
         *
         *     For: server, finance, auditor, admin, supervisor.
         */
        get: operations["exportTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/accounts/{code}/ages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long payouts have been on their way, and whether the clearing account holds just them
         * @description Of account 1231 alone: no other account's items wait for an answer.
         *
         *     For: server, finance, auditor, admin, supervisor.
         */
        get: operations["readAccountAges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is stopped now, for the banner that everybody sees
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listStops"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/switches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every kill switch: whether it is stopped, since when, by whom, why, and what waits behind it
         * @description For: server, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listSwitches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/switches/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who stopped and resumed what, and why, newest first
         * @description For: server, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listSwitchChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/switches/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stop something in an emergency, or let it run again
         * @description Stopping needs a reason and nothing else: no ETag has to be read first. Resuming needs If-Match, so that nobody resumes what somebody else has stopped for another reason. For supervisors stopping, for finance stopping `pay`.
         *
         *     For: server, supervisor, finance, platform, admin.
         */
        put: operations["throwSwitch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what when to what, newest first
         * @description What rules and sweeps do by themselves is not in it. A platform sees switch, campaign, merchant, enrolment, wallet, deposit.
         *
         *     For: auditor, admin, supervisor, platform.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit log as a table, newest first
         * @description UTF-8 with a mark, cells that no spreadsheet takes for a formula; up to 50000 rows, then a row that says so. Amounts are in yuan, times in Shanghai.
         *
         *     For: auditor, admin, supervisor, platform.
         */
        get: operations["exportAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes (server-sent events)
         * @description Each `data` is `{"type", "subject", "at"}`, or `{"type", "count", "at"}` for more things at once than are worth naming. A buyer hears of their own things, a merchant of their shop's, everybody else of the tenant's. It says that something changed and not what it is now: read it. After a short gap `Last-Event-ID` tells what was missed, some of it perhaps again; after a longer one `resync` says to read everything anew. Beside the outbox's types there are `clock.moved` (sandbox) and, for those who decide claims, `claim.holder_changed`. A comment every 15 s says that the line is alive.
         *
         *     For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much happens: the last two minutes by the second, today's totals, what waits and what is stopped
         * @description For: server, platform, admin, supervisor, finance, auditor, actuary.
         */
        get: operations["readBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every type of event, with an example of its message
         * @description For: server, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["listWebhookEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/signature-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a message is signed by a secret, and if it is not, why; nothing of it is kept
         * @description For: server, merchant, platform, admin.
         */
        post: operations["checkWebhookSignature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How each endpoint has done in the last 24 hours, newest first
         * @description For: supervisor, auditor, platform, admin.
         */
        get: operations["listWebhookHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who listens to events, newest first
         * @description For: server, merchant, platform, admin, auditor.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Listen to events from now on; the answer shows the secret this once
         * @description The address is https and public. With `merchantId` it hears of that shop alone; a shop's own session always makes
         *     such an endpoint, for itself.
         *
         *     For: server, merchant, platform, admin.
         */
        post: operations["addWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An endpoint
         * @description For: server, merchant, platform, admin, auditor.
         */
        get: operations["readWebhookEndpoint"];
        /**
         * Change where an endpoint is and what it hears of, pause it, or take it up again
         * @description What waits for an endpoint when it is paused is set aside, and so is what happens meanwhile: replay it when it
         *     is active again (recoveries).
         *
         *     For: server, merchant, platform, admin.
         */
        put: operations["putWebhookEndpoint"];
        post?: never;
        /**
         * Listen no more; what was not delivered never will be
         * @description For: server, merchant, platform, admin.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/secret-rotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret, shown this once; for 24 hours the old one signs too
         * @description For: server, merchant, platform, admin.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries to an endpoint with every attempt, newest first
         * @description For: server, merchant, platform, admin, auditor.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A delivery with every attempt
         * @description For: server, merchant, platform, admin, auditor.
         */
        get: operations["readWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the endpoint an event of its own, once, and answer what came of it
         * @description Takes as long as the endpoint lets us wait, 15 seconds at the most. A paused endpoint can be tried too.
         *
         *     For: server, merchant, platform, admin.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a delivery once more, under the same webhook-id, whatever became of it
         * @description For: server, merchant, platform, admin.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpointId}/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make everything once more that the endpoint has not got since a time, 10000 at a time
         * @description For: server, merchant, platform, admin.
         */
        post: operations["recoverWebhookDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invariants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What has to be true after every transaction, and whether it is
         * @description For: server, auditor, finance, supervisor, admin, platform.
         */
        get: operations["listInvariants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in as staff
         * @description Public.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readSession"];
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description For: buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/portal-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a buyer or a merchant in
         * @description `url` opens the portal once, within five minutes; `token` works as a bearer token.
         *
         *     For: server.
         */
        post: operations["openPortal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/portal/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a portal's address
         * @description Public.
         */
        get: operations["enterPortal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys of this tenant
         * @description For: admin.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make a key for a server; it is shown once
         * @description For: admin.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}/rotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a key's successor; the old one runs out after the overlap
         * @description For: admin.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a key at once
         * @description For: admin.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Colleagues with their role, level and person
         * @description For: supervisor, auditor, admin.
         */
        get: operations["listStaff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{staffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a colleague's level, the human being behind the account, and whether they may work
         * @description For: admin.
         */
        put: operations["changeStaff"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last 200 notices that the local stand-in delivered, the latest first
         * @description For: server, admin, platform.
         */
        get: operations["listDeliveredNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/notices/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How the local stand-in answers the next notices, one answer each, then accepted
         * @description For: server, admin, platform.
         */
        post: operations["scriptNotices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last 1000 recoveries that the stand-in's desks were asked for, in order
         * @description For: server, admin, platform.
         */
        get: operations["listDeskCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/recoveries/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How the stand-in's desks treat the next recoveries, one outcome each; then all are accepted and paid
         * @description Outcomes: accepted, partly:<1-99>, denied:<reason>, silent, unavailable, lost, refused.
         *
         *     For: server, admin, platform.
         */
        post: operations["scriptDesk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Business time
         * @description For: server, buyer, merchant, adjuster, supervisor, actuary, finance, auditor, platform, admin.
         */
        get: operations["readClock"];
        put?: never;
        /**
         * Move business time; everything due runs before the answer
         * @description For: server, admin, platform.
         */
        post: operations["moveClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/alipay/script": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How the local gateway answers the next transfers, one outcome each, then success
         * @description For: server, admin, platform.
         */
        post: operations["scriptGateway"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/alipay/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The gateway's own book
         * @description For: server, admin, platform.
         */
        get: operations["listGatewayTransfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/alipay/trades": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The gateway's own book of payments on its page, and what went back of them
         * @description For: server, admin, platform.
         */
        get: operations["listGatewayTrades"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run every background job until nothing is due
         * @description For: server, admin, platform.
         */
        post: operations["settle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sandbox/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An empty tenant again, its keys kept, the clock back at wall time
         * @description For: server, admin, platform.
         */
        post: operations["reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recoveries/answers.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a debtor's table of answers and payments: all of it, or nothing with every faulty line named
         * @description Columns reference, answer, amountYuan, reason, paymentReference; answer is accepted, partly, denied or paid; yuan with two decimals.
         *
         *     For: finance, supervisor.
         */
        post: operations["importRecoveryAnswers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alipay/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Alipay tells of a payment; the answer is `success` once it is taken for good
         * @description A form, signed with RSA2 by Alipay. Repetitions change nothing.
         *
         *     Public.
         */
        post: operations["takePaymentNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /** @description /problems/<code> */
            type: string;
            code: string;
            title: string;
            status: number;
            detail: string;
            requestId: string;
            errors: {
                /** @description JSON pointer into the body, or /query/…, /path/…, /header/… */
                pointer: string;
                code: string;
                detail: string;
            }[];
            limit?: number;
            unit?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    getProblemsByCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        type: string;
                        code: string;
                        status: number;
                        title: {
                            zh: string;
                            en: string;
                        };
                        advice: {
                            zh: string;
                            en: string;
                        };
                    } | string;
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                merchantId?: string;
                buyerId?: string;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            orderId: string;
                            version: number;
                            currency: string;
                            merchantId: string;
                            merchantName: string | null;
                            buyerId: string;
                            /** @description RFC 3339 */
                            placedAt: string;
                            paidAt: string | null;
                            cancelledAt: string | null;
                            /** @description when the order was first told */
                            recordedAt: string;
                            /** @description RFC 3339 */
                            updatedAt: string;
                            lines: {
                                lineId: string;
                                sku: string;
                                /** @description as the marketplace told it; may be empty */
                                title: string;
                                /** @enum {unknown} */
                                category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                                /** @description fen */
                                unitPrice: number;
                                quantity: number;
                                covers: {
                                    policyId: string;
                                    policyNo: string;
                                    product: string;
                                    productVersion: number;
                                    payer: string;
                                    status: string;
                                    /** @description fen */
                                    premium: number;
                                    /** @description fen */
                                    sumInsured: number;
                                    effectiveAt: string | null;
                                    expiresAt: string | null;
                                    productName: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                                claims: {
                                    claimId: string;
                                    product: string;
                                    status: string;
                                    /** @description fen */
                                    amount: number;
                                    policyId: string;
                                }[];
                            }[];
                            shipments: {
                                shipmentId: string;
                                lineIds: string[];
                                carrier: string;
                                waybill: string;
                                shippedAt: string | null;
                                deliveredAt: string | null;
                            }[];
                            returns: {
                                returnId: string;
                                lineIds: string[];
                                reason: string;
                                /** @enum {unknown} */
                                mode: "self_ship" | "pickup" | "refund_only";
                                carrier: string;
                                waybill: string;
                                requestedAt: string | null;
                                shippedAt: string | null;
                                receivedAt: string | null;
                                refundedAt: string | null;
                                cancelledAt: string | null;
                            }[];
                            declined: {
                                product: string;
                                lineId: string;
                                code: string;
                            }[];
                            held: {
                                product: string;
                                lineId: string;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    feedOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orders: {
                        orderId: string;
                        version: number;
                        currency: string;
                        merchantId: string;
                        buyerId: string;
                        payee?: {
                            /** @enum {string} */
                            channel: "alipay";
                            account: string;
                            name: string;
                        } | null;
                        shipTo?: {
                            province: string;
                            city: string;
                        } | null;
                        returnTo?: {
                            province: string;
                            city: string;
                        } | null;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        placedAt: string;
                        paidAt?: string | null;
                        cancelledAt?: string | null;
                        lines: {
                            lineId: string;
                            sku: string;
                            title?: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                            /** @description fen */
                            freight?: number;
                            covers?: {
                                product: string;
                                quote: string;
                                /** @description what the buyer was shown and agreed to before buying (可回溯) */
                                consent?: {
                                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                                    shownAt: string;
                                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                                    agreedAt: string;
                                    /** @enum {unknown} */
                                    language: "zh" | "en";
                                    texts: {
                                        /** @enum {unknown} */
                                        kind: "terms" | "summary";
                                        version: number;
                                        sha256: string;
                                    }[];
                                    channel?: string;
                                };
                            }[];
                        }[];
                        shipments?: {
                            shipmentId: string;
                            lineIds: string[];
                            carrier?: string | null;
                            waybill?: string | null;
                            shippedAt?: string | null;
                            deliveredAt?: string | null;
                            scans?: {
                                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                                at: string;
                                kind: string;
                                province?: string | null;
                                city?: string | null;
                                weightGrams?: number | null;
                            }[];
                        }[];
                        returns?: {
                            returnId: string;
                            lineIds: string[];
                            reason?: string | null;
                            /** @enum {unknown} */
                            mode?: "self_ship" | "pickup" | "refund_only";
                            carrier?: string | null;
                            waybill?: string | null;
                            requestedAt?: string | null;
                            shippedAt?: string | null;
                            receivedAt?: string | null;
                            refundedAt?: string | null;
                            cancelledAt?: string | null;
                            freightPaidBy?: ("buyer" | "merchant" | "platform" | "carrier") | null;
                            scans?: {
                                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                                at: string;
                                kind: string;
                                province?: string | null;
                                city?: string | null;
                                weightGrams?: number | null;
                            }[];
                        }[];
                        /** @description the marketplace's own; ignored */
                        extra?: {
                            [key: string]: unknown;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            orderId: string | null;
                            version: number | null;
                            /** @enum {unknown} */
                            outcome: "applied" | "unchanged" | "stale" | "rejected";
                            policies: {
                                policyId: string;
                                policyNo: string;
                                product: string;
                                productVersion: number;
                                lineId: string;
                                payer: string;
                                status: string;
                                /** @description fen */
                                premium: number;
                                /** @description fen */
                                sumInsured: number;
                                effectiveAt: string | null;
                                expiresAt: string | null;
                            }[];
                            declined: {
                                product: string;
                                lineId: string;
                                code: string;
                            }[];
                            held: {
                                product: string;
                                lineId: string;
                            }[];
                            claims: {
                                claimId: string;
                                product: string;
                                status: string;
                                /** @description fen */
                                amount: number;
                            }[];
                            problem: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
        };
    };
    readOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orderId: string;
                        version: number;
                        currency: string;
                        merchantId: string;
                        buyerId: string;
                        payee: {
                            channel: string;
                            account: string;
                            name: string;
                        } | null;
                        placedAt: string;
                        paidAt: string | null;
                        cancelledAt: string | null;
                        lines: {
                            [key: string]: unknown;
                        }[];
                        shipments: {
                            [key: string]: unknown;
                        }[];
                        returns: {
                            [key: string]: unknown;
                        }[];
                        policies: {
                            policyId: string;
                            policyNo: string;
                            product: string;
                            productVersion: number;
                            lineId: string;
                            payer: string;
                            status: string;
                            /** @description fen */
                            premium: number;
                            /** @description fen */
                            sumInsured: number;
                            effectiveAt: string | null;
                            expiresAt: string | null;
                        }[];
                        declined: {
                            product: string;
                            lineId: string;
                            code: string;
                        }[];
                        held: {
                            product: string;
                            lineId: string;
                        }[];
                        claims: {
                            claimId: string;
                            product: string;
                            status: string;
                            /** @description fen */
                            amount: number;
                        }[];
                    };
                };
            };
        };
    };
    offerCovers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    merchantId: string;
                    buyerId?: string | null;
                    shipTo?: {
                        province: string;
                        city: string;
                    } | null;
                    returnTo?: {
                        province: string;
                        city: string;
                    } | null;
                    lines: {
                        lineId: string;
                        sku: string;
                        /** @enum {unknown} */
                        category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                        /** @description fen */
                        unitPrice: number;
                        quantity: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        lines: {
                            lineId: string;
                            included: {
                                product: string;
                                payer: string;
                                title: string;
                                benefit: string;
                                /** @description fen */
                                sumInsured: number;
                                termsUrl: string;
                            }[];
                            optional: {
                                product: string;
                                title: string;
                                benefit: string;
                                /** @description fen */
                                premium: number;
                                /** @description fen */
                                sumInsured: number;
                                /** @description goes back as `covers[].quote` of the order's line */
                                quote: string;
                                expiresAt: string;
                                termsUrl: string;
                                /** @description what has to be shown before the buyer agrees */
                                texts: {
                                    /** @enum {unknown} */
                                    kind: "terms" | "summary";
                                    url: string;
                                    version: number;
                                    /** @description of the UTF-8 bytes of the version's `terms` or `summary` in this language */
                                    sha256: string;
                                }[];
                            }[];
                            recommended: {
                                product: string;
                                reason: string;
                                basis: ("own_returns" | "often_returned" | "fragile_goods" | "dear_goods")[];
                            }[];
                            /** @description what this buyer may not buy for now */
                            blocked: {
                                product: string;
                                /** @enum {string} */
                                code: "buyer_blocked";
                                reason: string;
                                until: string;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                orderId?: string;
                buyerId?: string;
                merchantId?: string;
                status?: "pending" | "in_force" | "exhausted" | "expired" | "cancelled";
                product?: string;
                payer?: "merchant" | "buyer" | "platform";
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
                sort?: "newest" | "oldest";
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            policyId: string;
                            policyNo: string;
                            product: string;
                            productVersion: number;
                            lineId: string;
                            payer: string;
                            status: string;
                            /** @description fen */
                            premium: number;
                            /** @description fen */
                            sumInsured: number;
                            effectiveAt: string | null;
                            expiresAt: string | null;
                            line: {
                                sku: string;
                                /** @description as the marketplace told it; may be empty */
                                title: string;
                                /** @enum {unknown} */
                                category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                                /** @description fen */
                                unitPrice: number;
                                quantity: number;
                            } | null;
                            merchantName: string | null;
                            currency: string;
                            orderId: string;
                            merchantId: string;
                            buyerId: string;
                            campaignId: string | null;
                            productName: {
                                zh: string;
                                en: string;
                            };
                            filing: string;
                            boundAt: string;
                            issuedAt: string;
                            rating: {
                                tariff: string;
                                factors: {
                                    factor: string;
                                    value: string;
                                }[];
                            };
                            coverages: {
                                [key: string]: unknown;
                            }[];
                            endorsements: {
                                [key: string]: unknown;
                            }[];
                            claims: {
                                [key: string]: unknown;
                            }[];
                            documents: {
                                kind: string;
                                url: string;
                                language?: string;
                            }[];
                            clauses: {
                                [key: string]: unknown;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    exportPolicies: {
        parameters: {
            query?: {
                orderId?: string;
                buyerId?: string;
                merchantId?: string;
                status?: "pending" | "in_force" | "exhausted" | "expired" | "cancelled";
                product?: string;
                payer?: "merchant" | "buyer" | "platform";
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    readPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        policyId: string;
                        policyNo: string;
                        product: string;
                        productVersion: number;
                        lineId: string;
                        payer: string;
                        status: string;
                        /** @description fen */
                        premium: number;
                        /** @description fen */
                        sumInsured: number;
                        effectiveAt: string | null;
                        expiresAt: string | null;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantName: string | null;
                        currency: string;
                        orderId: string;
                        merchantId: string;
                        buyerId: string;
                        campaignId: string | null;
                        productName: {
                            zh: string;
                            en: string;
                        };
                        filing: string;
                        boundAt: string;
                        issuedAt: string;
                        rating: {
                            tariff: string;
                            factors: {
                                factor: string;
                                value: string;
                            }[];
                        };
                        coverages: {
                            [key: string]: unknown;
                        }[];
                        endorsements: {
                            [key: string]: unknown;
                        }[];
                        claims: {
                            [key: string]: unknown;
                        }[];
                        documents: {
                            kind: string;
                            url: string;
                            language?: string;
                        }[];
                        clauses: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
        };
    };
    readCertificate: {
        parameters: {
            query?: {
                /** @description instead of Accept-Language */
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    verifyPolicy: {
        parameters: {
            query?: {
                /** @description as printed on the certificate */
                code?: string;
                /** @description instead of Accept-Language */
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                policyNo: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        /** @enum {boolean} */
                        genuine: true;
                        policyNo: string;
                        issuer: {
                            zh: string;
                            en: string;
                        };
                        product: {
                            code: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            version: number;
                            filing: string;
                            /** @enum {unknown} */
                            funding: "insurance" | "guarantee_service";
                            termsUrl: string;
                        };
                        /**
                         * @description now
                         * @enum {unknown}
                         */
                        status: "pending" | "in_force" | "exhausted" | "expired" | "cancelled";
                        effectiveAt: string | null;
                        expiresAt: string | null;
                        currency: string;
                        /** @description fen */
                        sumInsured: number;
                        checkedAt: string;
                    } | {
                        /** @enum {boolean} */
                        genuine: false;
                    }) | string;
                };
            };
        };
    };
    readRefusalNotice: {
        parameters: {
            query?: {
                /** @description of an earlier decision; the last one's otherwise */
                decisionId?: string;
                /** @description instead of Accept-Language */
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        decisionId: string;
                        /** @description RN and 21 digits */
                        number: string;
                        language: string;
                        /** @description RFC 3339 */
                        madeAt: string;
                        sentAt: string | null;
                        deliveredAt: string | null;
                        deliveredBy: ("channel" | "buyer") | null;
                        openedAt: string | null;
                        heading: string;
                        /** @description what happened, and why, in plain words */
                        summary: string;
                        about: {
                            label: string;
                            value: string;
                        }[];
                        amounts: {
                            label: string;
                            value: string;
                        }[];
                        reasons: {
                            /** @enum {unknown} */
                            code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                            /** @description what it means, and what would change it */
                            text: string;
                            clause: {
                                id: string;
                                title: string;
                                text: string;
                            } | null;
                            facts: {
                                label: string;
                                value: string;
                            }[];
                        }[];
                        /** @description beside those of the reasons */
                        clauses: {
                            id: string;
                            title: string;
                            text: string;
                        }[];
                        note: string;
                        remedies: {
                            title: string;
                            text: string;
                        }[];
                        contacts: {
                            name: string;
                            phone: string;
                            url: string;
                        }[];
                        law: string;
                        verification: {
                            url: string;
                            code: string;
                        };
                        documents: {
                            /** @enum {unknown} */
                            kind: "page" | "pdf";
                            language: string;
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    readRefusalNoticePage: {
        parameters: {
            query?: {
                /** @description of an earlier decision; the last one's otherwise */
                decisionId?: string;
                /** @description instead of Accept-Language */
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    readRefusalNoticeDocument: {
        parameters: {
            query?: {
                /** @description of an earlier decision; the last one's otherwise */
                decisionId?: string;
                /** @description instead of Accept-Language */
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    verifyRefusalNotice: {
        parameters: {
            query?: {
                /** @description as printed on the notice */
                code?: string;
                /** @description instead of Accept-Language */
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ({
                        /** @enum {boolean} */
                        genuine: true;
                        number: string;
                        issuer: {
                            zh: string;
                            en: string;
                        };
                        product: {
                            code: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            version: number;
                        };
                        /** @enum {unknown} */
                        outcome: "reject" | "partly_approve" | "approve";
                        madeAt: string;
                        /** @description Shanghai day */
                        issuedOn: string;
                    } | {
                        /** @enum {boolean} */
                        genuine: false;
                    }) | string;
                };
            };
        };
    };
    requestReview: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    fileAppeal: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    evidence?: {
                        evidenceId: string;
                        kind: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    withdrawAppeal: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                appealId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        appealId: string;
                        /** @enum {unknown} */
                        state: "open" | "upheld" | "overturned" | "withdrawn";
                        /** @description the decision that it is against */
                        decisionId: string;
                        reason: string | null;
                        /** @description RFC 3339 */
                        filedAt: string;
                        filedBy: string;
                        /** @description until when it is to be answered */
                        dueAt: string;
                        /** @description ids of the files that came with it */
                        evidence: string[];
                        decidedAt: string | null;
                        decidedBy: string | null;
                        outcome: ("approve" | "partly_approve") | null;
                        amount: number | null;
                        /** @description fen paid beside it for the delay */
                        interest: number;
                        reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                        note: string | null;
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        merchantId: string;
                        buyerId: string;
                        product: string;
                    };
                };
            };
        };
    };
    answerAppeal: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                appealId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    decision: "uphold" | "overturn";
                    /**
                     * @description of an overturned decision
                     * @enum {unknown}
                     */
                    outcome?: "approve" | "partly_approve";
                    amount?: number | null;
                    reasonCodes?: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                    /** @description what the claimant is told */
                    note: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        appealId: string;
                        /** @enum {unknown} */
                        state: "open" | "upheld" | "overturned" | "withdrawn";
                        /** @description the decision that it is against */
                        decisionId: string;
                        reason: string | null;
                        /** @description RFC 3339 */
                        filedAt: string;
                        filedBy: string;
                        /** @description until when it is to be answered */
                        dueAt: string;
                        /** @description ids of the files that came with it */
                        evidence: string[];
                        decidedAt: string | null;
                        decidedBy: string | null;
                        outcome: ("approve" | "partly_approve") | null;
                        amount: number | null;
                        /** @description fen paid beside it for the delay */
                        interest: number;
                        reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                        note: string | null;
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        merchantId: string;
                        buyerId: string;
                        product: string;
                    };
                };
            };
        };
    };
    listAppeals: {
        parameters: {
            query?: {
                state?: "open" | "upheld" | "overturned" | "withdrawn";
                claimId?: string;
                product?: string;
                buyerId?: string;
                /** @description only those that were to be answered by now */
                overdue?: boolean;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                            claimId: string;
                            policyId: string;
                            orderId: string;
                            merchantId: string;
                            buyerId: string;
                            product: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readAppeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appealId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        appealId: string;
                        /** @enum {unknown} */
                        state: "open" | "upheld" | "overturned" | "withdrawn";
                        /** @description the decision that it is against */
                        decisionId: string;
                        reason: string | null;
                        /** @description RFC 3339 */
                        filedAt: string;
                        filedBy: string;
                        /** @description until when it is to be answered */
                        dueAt: string;
                        /** @description ids of the files that came with it */
                        evidence: string[];
                        decidedAt: string | null;
                        decidedBy: string | null;
                        outcome: ("approve" | "partly_approve") | null;
                        amount: number | null;
                        /** @description fen paid beside it for the delay */
                        interest: number;
                        reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                        note: string | null;
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        merchantId: string;
                        buyerId: string;
                        product: string;
                    };
                };
            };
        };
    };
    reportAppeals: {
        parameters: {
            query: {
                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                from: string;
                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description RFC 3339 */
                        from: string;
                        /** @description RFC 3339 */
                        to: string;
                        all: {
                            upheld: number;
                            overturned: number;
                            withdrawn: number;
                            /** @description answered after their time */
                            late: number;
                            rate: number | null;
                            between: number[] | null;
                            /** @description fen */
                            granted: number;
                            /** @description fen */
                            interest: number;
                        };
                        products: {
                            product: string;
                            upheld: number;
                            overturned: number;
                            withdrawn: number;
                            /** @description answered after their time */
                            late: number;
                            rate: number | null;
                            between: number[] | null;
                            /** @description fen */
                            granted: number;
                            /** @description fen */
                            interest: number;
                        }[];
                        reasons: {
                            reasonCode: string;
                            upheld: number;
                            overturned: number;
                            withdrawn: number;
                            /** @description answered after their time */
                            late: number;
                            rate: number | null;
                            between: number[] | null;
                            /** @description fen */
                            granted: number;
                            /** @description fen */
                            interest: number;
                        }[];
                        rules: {
                            rule: string;
                            upheld: number;
                            overturned: number;
                            withdrawn: number;
                            /** @description answered after their time */
                            late: number;
                            rate: number | null;
                            between: number[] | null;
                            /** @description fen */
                            granted: number;
                            /** @description fen */
                            interest: number;
                        }[];
                        deciders: {
                            decidedBy: string;
                            name: string;
                            upheld: number;
                            overturned: number;
                            withdrawn: number;
                            /** @description answered after their time */
                            late: number;
                            rate: number | null;
                            between: number[] | null;
                            /** @description fen */
                            granted: number;
                            /** @description fen */
                            interest: number;
                        }[];
                    };
                };
            };
        };
    };
    readComplaintContacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        insurance: {
                            name: {
                                zh: string;
                                en: string;
                            };
                            phone: string;
                            /** @description empty where there is none */
                            url: string;
                        }[];
                        guarantee_service: {
                            name: {
                                zh: string;
                                en: string;
                            };
                            phone: string;
                            /** @description empty where there is none */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    putComplaintContacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of what is edited */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    insurance: {
                        name: {
                            zh: string;
                            en: string;
                        };
                        phone: string;
                        /** @description empty where there is none */
                        url: string;
                    }[];
                    guarantee_service: {
                        name: {
                            zh: string;
                            en: string;
                        };
                        phone: string;
                        /** @description empty where there is none */
                        url: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        insurance: {
                            name: {
                                zh: string;
                                en: string;
                            };
                            phone: string;
                            /** @description empty where there is none */
                            url: string;
                        }[];
                        guarantee_service: {
                            name: {
                                zh: string;
                                en: string;
                            };
                            phone: string;
                            /** @description empty where there is none */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    readConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        policyId: string;
                        policyNo: string;
                        orderId: string;
                        /** @description the version of the order with which the policy was issued */
                        orderVersion: number;
                        lineId: string;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        productName: string;
                        filing: string;
                        currency: string;
                        quote: {
                            /** @description as the order carried it */
                            token: string;
                            expiresAt: string;
                            sku: string;
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                            rating: string;
                            /** @description fen */
                            premium: number;
                            /** @description fen */
                            sumInsured: number;
                        };
                        /** @description of the quote */
                        language: string;
                        /** @description what the quote went with, and had to be shown */
                        texts: {
                            /** @enum {unknown} */
                            kind: "terms" | "summary";
                            version: number;
                            /** @description of the text's UTF-8 bytes */
                            sha256: string;
                            url: string;
                            /** @description word for word */
                            text: string;
                            /** @description whether `text` still has the hash that was kept */
                            intact: boolean;
                        }[];
                        ticked: {
                            product: string;
                            language: string;
                            texts: {
                                /** @enum {unknown} */
                                kind: "terms" | "summary";
                                version: number;
                                /** @description of the text's UTF-8 bytes */
                                sha256: string;
                            }[];
                        } | null;
                        channel: string | null;
                        shownAt: string | null;
                        agreedAt: string | null;
                        recordedAt: string;
                        gaps: {
                            /** @enum {unknown} */
                            code: "not_reported" | "language_differs" | "text_missing" | "text_differs" | "agreed_before_shown" | "agreed_after_expiry";
                            detail: string;
                        }[];
                        keptUntil: string | null;
                    };
                };
            };
        };
    };
    cancelPolicy: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description tells the refund, and changes nothing
                     * @enum {boolean}
                     */
                    preview?: true;
                    cancellationId?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cancellationId: string;
                        policyId: string;
                        /** @description previewed or cancelled */
                        status: string;
                        currency: string;
                        /** @description fen */
                        premium: number;
                        /** @description fen */
                        refund: number;
                        refundTo: {
                            payer: string;
                            /** @description wallet, campaign, marketplace */
                            by: string;
                        };
                        validUntil: string | null;
                        policy: {
                            policyId: string;
                            policyNo: string;
                            product: string;
                            productVersion: number;
                            lineId: string;
                            payer: string;
                            status: string;
                            /** @description fen */
                            premium: number;
                            /** @description fen */
                            sumInsured: number;
                            effectiveAt: string | null;
                            expiresAt: string | null;
                        };
                    };
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cancellationId: string;
                        policyId: string;
                        /** @description previewed or cancelled */
                        status: string;
                        currency: string;
                        /** @description fen */
                        premium: number;
                        /** @description fen */
                        refund: number;
                        refundTo: {
                            payer: string;
                            /** @description wallet, campaign, marketplace */
                            by: string;
                        };
                        validUntil: string | null;
                        policy: {
                            policyId: string;
                            policyNo: string;
                            product: string;
                            productVersion: number;
                            lineId: string;
                            payer: string;
                            status: string;
                            /** @description fen */
                            premium: number;
                            /** @description fen */
                            sumInsured: number;
                            effectiveAt: string | null;
                            expiresAt: string | null;
                        };
                    };
                };
            };
        };
    };
    reinstatePolicy: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        /** @description fen */
                        charge: number;
                        policy: {
                            policyId: string;
                            policyNo: string;
                            product: string;
                            productVersion: number;
                            lineId: string;
                            payer: string;
                            status: string;
                            /** @description fen */
                            premium: number;
                            /** @description fen */
                            sumInsured: number;
                            effectiveAt: string | null;
                            expiresAt: string | null;
                        };
                    };
                };
            };
        };
    };
    listEvidence: {
        parameters: {
            query: {
                orderId: string;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            evidenceId: string;
                            kind: string | null;
                            mediaType: string;
                            /** @description of the bytes as they are kept, hexadecimal */
                            sha256: string;
                            bytes: number;
                            reencoded: boolean;
                            /** @description who sent it; buyers and merchants learn which side it was */
                            uploadedBy: string;
                            uploadedAt: string;
                            capturedAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    uploadEvidence: {
        parameters: {
            query?: {
                orderId?: string;
                /** @description kind of document, such as outer_box */
                kind?: string;
            };
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        evidenceId: string;
                        /** @description of the bytes as they are kept, hexadecimal */
                        sha256: string;
                        mediaType: string;
                        bytes: number;
                        /** @description whether it was decoded and written anew; false for a video, whose data beside picture and sound is emptied */
                        reencoded: boolean;
                        orderId: string | null;
                        kind: string | null;
                        capturedAt: string | null;
                    };
                };
            };
        };
    };
    readEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evidenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "application/pdf": string;
                    "video/mp4": string;
                };
            };
            /** @description An answer. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "application/pdf": string;
                    "video/mp4": string;
                };
            };
        };
    };
    linkEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evidenceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        expiresAt: string;
                    };
                };
            };
        };
    };
    readEvidenceByLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "application/pdf": string;
                    "video/mp4": string;
                };
            };
            /** @description An answer. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                    "application/pdf": string;
                    "video/mp4": string;
                };
            };
        };
    };
    readClaimEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
        };
    };
    readClaimForm: {
        parameters: {
            query?: {
                peril?: string;
                mode?: "self_ship" | "pickup";
                province?: string;
                city?: string;
            };
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        policyId: string;
                        product: string;
                        productVersion: number;
                        currency: string;
                        /** @description for which the estimate is made */
                        peril: string;
                        perils: {
                            code: string;
                            title: string;
                        }[];
                        fields: {
                            name: string;
                            /** @enum {unknown} */
                            type: "string" | "text" | "integer" | "money" | "date" | "datetime" | "boolean" | "enum";
                            title: string;
                            required: boolean;
                            options?: {
                                value: string;
                                title: string;
                            }[];
                            example?: string;
                            /**
                             * @description names an entry of GET /v1/register?kind=…; options are some of them
                             * @enum {unknown}
                             */
                            register?: "test_institution" | "appraiser" | "repairer";
                        }[];
                        documents: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                        }[];
                        /** @description [from, until); null where not known yet */
                        window: {
                            from: string | null;
                            until: string | null;
                        };
                        estimate: number | null;
                        failedChecks: {
                            code: string;
                            /** @description what it means, and what would change it */
                            detail: string;
                            clause: {
                                id: string;
                                title: string;
                            } | null;
                        }[];
                        /** @description the words that the claimant confirms; sha256 is of both languages */
                        declaration: {
                            version: number;
                            text: string;
                            sha256: string;
                        };
                        /** @description what a return would be paid if it went now, by mode; empty for covers of another kind */
                        returns: {
                            /** @enum {unknown} */
                            mode: "self_ship" | "pickup";
                            wouldBePaid: boolean;
                            amount: number | null;
                            until: string | null;
                            failedChecks: {
                                code: string;
                                /** @description what it means, and what would change it */
                                detail: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    estimateClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    peril?: string;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    occurredAt?: string;
                    requestedAmount?: number | null;
                    fields?: {
                        [key: string]: unknown;
                    };
                    /** @description how many different files of each kind there would be */
                    evidence?: {
                        kind: string;
                        count?: number;
                    }[];
                    /** @enum {unknown} */
                    mode?: "self_ship" | "pickup";
                    from?: {
                        province: string;
                        city: string;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        policyId: string;
                        product: string;
                        productVersion: number;
                        currency: string;
                        window: {
                            from: string | null;
                            until: string | null;
                        };
                        peril: string;
                        /** @enum {unknown} */
                        outcome: "approve" | "partly_approve" | "reject";
                        amount: number | null;
                        /** @description whether it would be decided at once, but for what only other claims tell */
                        automatic: boolean;
                        /** @description how the amount comes about */
                        steps: {
                            clause: {
                                id: string;
                                title: string;
                            };
                            /** @description fen */
                            amount: number;
                        }[];
                        unanswered: {
                            name: string;
                            title: string;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                        }[];
                        failedChecks: {
                            code: string;
                            /** @description what it means, and what would change it */
                            detail: string;
                            clause: {
                                id: string;
                                title: string;
                            } | null;
                        }[];
                        /** @description why a person would look at it */
                        looks: {
                            code: string;
                            /** @description what it means, and what would change it */
                            detail: string;
                            clause: {
                                id: string;
                                title: string;
                            } | null;
                        }[];
                        /** @description what a return would be paid if it went now, by mode; empty for covers of another kind */
                        returns: {
                            /** @enum {unknown} */
                            mode: "self_ship" | "pickup";
                            wouldBePaid: boolean;
                            amount: number | null;
                            until: string | null;
                            failedChecks: {
                                code: string;
                                /** @description what it means, and what would change it */
                                detail: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    listClaims: {
        parameters: {
            query?: {
                policyId?: string;
                orderId?: string;
                buyerId?: string;
                merchantId?: string;
                status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                category?: "open" | "action_required" | "decided" | "closed";
                product?: string;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
                sort?: "newest" | "oldest";
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            claimId: string;
                            policyId: string;
                            orderId: string;
                            lineId: string;
                            line: {
                                sku: string;
                                /** @description as the marketplace told it; may be empty */
                                title: string;
                                /** @enum {unknown} */
                                category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                                /** @description fen */
                                unitPrice: number;
                                quantity: number;
                            } | null;
                            merchantId: string;
                            merchantName: string | null;
                            buyerId: string;
                            product: string;
                            productVersion: number;
                            peril: string;
                            /** @enum {unknown} */
                            status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            /** @enum {unknown} */
                            category: "open" | "action_required" | "decided" | "closed";
                            currency: string;
                            requestedAmount: number | null;
                            /** @description fen granted; zero before a decision and after a refusal */
                            amount: number;
                            /** @description RFC 3339 */
                            occurredAt: string;
                            /** @description RFC 3339 */
                            reportedAt: string;
                            decidedAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    fileClaim: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    policyId: string;
                    peril: string;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    occurredAt: string;
                    description: string;
                    requestedAmount?: number | null;
                    evidence?: {
                        evidenceId: string;
                        kind: string;
                    }[];
                    /** @description answers to the product's form, by field name */
                    fields?: {
                        [key: string]: unknown;
                    };
                    /** @description what is said is true; must be true */
                    declaration: boolean;
                    /** @description of the wording that was shown; else the current one */
                    declarationVersion?: number;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    withdrawClaim: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    requestEvidence: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match"?: string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description what is wanted, and why; whatever else the terms lack is added, so that the list is complete */
                    documents: {
                        kind: string;
                        note?: string;
                    }[];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    addEvidence: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    evidence: {
                        evidenceId: string;
                        kind: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    stateAsMerchant: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description accepts: the claim is right; disputes: it is not, or not so
                     * @enum {unknown}
                     */
                    position: "accepts" | "disputes";
                    statement: string;
                    evidence?: {
                        evidenceId: string;
                        kind: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    exportClaims: {
        parameters: {
            query?: {
                policyId?: string;
                orderId?: string;
                buyerId?: string;
                merchantId?: string;
                status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                category?: "open" | "action_required" | "decided" | "closed";
                product?: string;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    readClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    readFindings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        decisionId: string | null;
                        product: string;
                        /** @enum {unknown} */
                        outcome: "approve" | "partly_approve" | "reject";
                        /** @description fen */
                        amount: number;
                        /** @description whether rules alone may decide */
                        automatic: boolean;
                        data: {
                            rule: string;
                            clause: string;
                            clauseTitle: string;
                            clauseText: string;
                            /** @enum {unknown} */
                            outcome: "met" | "not_met" | "refer" | "amount" | "not_applicable";
                            reason: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven") | null;
                            amount: number | null;
                            inputs: {
                                [key: string]: unknown;
                            };
                            productVersion: number;
                        }[];
                        next: null;
                    };
                };
            };
        };
    };
    decideClaim: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    outcome: "approve" | "partly_approve" | "reject";
                    amount?: number | null;
                    reasonCodes?: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                    /** @description clauses of the terms that it rests on; left out: those whose findings gave the reasons */
                    clauses?: string[];
                    note?: string;
                    /**
                     * @description how the benefit is given; as the claimant chose, or else in money, where it is left out
                     * @enum {unknown}
                     */
                    settlement?: "cash" | "repair" | "replace";
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    listClaimClocks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description what sets it */
                            source: string;
                            term: {
                                /** @enum {unknown} */
                                unit: "days" | "working_days" | "hours";
                                length: number;
                            };
                            starts: string[];
                            pauses: string[];
                            resumes: string[];
                            meets: string[];
                            stops: string[];
                            escalations: {
                                /** @enum {integer} */
                                percent: 50 | 80 | 100;
                                /** @enum {unknown} */
                                queue: "intake" | "adjusters" | "supervisors" | "payments" | "compliance" | "calendar";
                            }[];
                        }[];
                        next: null;
                    };
                };
            };
        };
    };
    readClaimClockEnd: {
        parameters: {
            query: {
                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                startsAt: string;
            };
            header?: never;
            path: {
                code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                        startsAt: string;
                        dueAt: string;
                    };
                };
            };
        };
    };
    listEscalations: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                queue?: "intake" | "adjusters" | "supervisors" | "payments" | "compliance" | "calendar";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            claimId: string;
                            status: string;
                            product: string;
                            merchantId: string;
                            /** @enum {unknown} */
                            queue: "intake" | "adjusters" | "supervisors" | "payments" | "compliance" | "calendar";
                            /** @description at which it was put there; 0 in the queue calendar */
                            escalatedPercent: number;
                            /** @description RFC 3339 in UTC */
                            escalatedAt: string;
                            clock: {
                                /** @enum {unknown} */
                                code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                                title: string;
                                /** @enum {unknown} */
                                basis: "statutory" | "target";
                                article: number | null;
                                /** @description 1 for the first of its code on the claim */
                                round: number;
                                /** @description RFC 3339 in UTC */
                                startsAt: string;
                                dueAt: string | null;
                                pauses: {
                                    /** @description when what is asked for was delivered */
                                    from: string;
                                    until: string | null;
                                }[];
                                metAt: string | null;
                                stoppedAt: string | null;
                                /**
                                 * @description unknown: it counts working days of a year whose calendar is not announced
                                 * @enum {unknown}
                                 */
                                state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                                /** @description of its time that is used up; above 100 when it is late */
                                percent: number;
                            };
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    advanceClaim: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    note: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    proposeCorrection: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    note: string;
                    reasonCodes?: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    adjustReserve: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    note: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    listReviewQueue: {
        parameters: {
            query?: {
                /** @description one of open, mine, unassigned, due_today, overdue, high_value, signals, awaiting_second, appeals, escalated, or the id of a view that was kept; left out: open */
                view?: string;
                product?: string;
                status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                /** @description me, none, or a colleague's id */
                holder?: string;
                minScore?: number;
                /** @description fen that may still have to be paid */
                minAmount?: number;
                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                dueBefore?: string;
                sort?: "score" | "due" | "amount" | "oldest";
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            claimId: string;
                            policyId: string;
                            orderId: string;
                            lineId: string;
                            line: {
                                sku: string;
                                /** @description as the marketplace told it; may be empty */
                                title: string;
                                /** @enum {unknown} */
                                category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                                /** @description fen */
                                unitPrice: number;
                                quantity: number;
                            } | null;
                            merchantId: string;
                            merchantName: string | null;
                            buyerId: string;
                            product: string;
                            productVersion: number;
                            peril: string;
                            /** @enum {unknown} */
                            status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            /** @enum {unknown} */
                            category: "open" | "action_required" | "decided" | "closed";
                            currency: string;
                            requestedAmount: number | null;
                            /** @description fen granted; zero before a decision and after a refusal */
                            amount: number;
                            /** @description RFC 3339 */
                            occurredAt: string;
                            /** @description RFC 3339 */
                            reportedAt: string;
                            decidedAt: string | null;
                            /** @description fen */
                            reserve: number;
                            dueAt: string | null;
                            sla: {
                                /** @enum {unknown} */
                                clock: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                                /** @description RFC 3339 */
                                dueAt: string;
                                isOverdue: boolean;
                            } | null;
                            /** @description 0 to 100, the sum of its parts */
                            score: {
                                total: number;
                                parts: {
                                    due: number;
                                    signals: number;
                                    amount: number;
                                    waiting: number;
                                    attention: number;
                                };
                            };
                            holder: {
                                name: string;
                                /** @description RFC 3339 */
                                until: string;
                                isMe: boolean;
                            } | null;
                            missing: {
                                kind: string;
                                title: string;
                                minCount: number;
                                required: boolean;
                                example: string;
                                alternativeOf: string | null;
                                requiredWith: string | null;
                                picture: string | null;
                                given: number;
                            }[];
                            suggestion: {
                                /** @enum {unknown} */
                                outcome: "approve" | "partly_approve" | "reject";
                                /** @description fen */
                                amount: number;
                                reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                                reasons: {
                                    /** @enum {unknown} */
                                    code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                    text: string;
                                    clause: {
                                        id: string;
                                        title: string;
                                    } | null;
                                }[];
                                /** @description fen that may be granted at the most */
                                amountMax: number;
                                /** @description whether you would need a second pair of eyes for it */
                                needsSecond: boolean;
                            };
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    listReviewViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description what `view` takes */
                            view: string;
                            name: string;
                            isBuiltIn: boolean;
                            shared: boolean;
                            owner: string | null;
                            filter: {
                                product?: string;
                                /** @enum {unknown} */
                                status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                                /** @description me, none, or a colleague's id */
                                holder?: string;
                                minScore?: number;
                                /** @description fen that may still have to be paid */
                                minAmount?: number;
                                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                                dueBefore?: string;
                                /** @enum {unknown} */
                                sort?: "score" | "due" | "amount" | "oldest";
                            };
                        }[];
                    };
                };
            };
        };
    };
    keepReviewView: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description for all; supervisors only */
                    shared?: boolean;
                    filter: {
                        /** @enum {unknown} */
                        view?: "open" | "mine" | "unassigned" | "due_today" | "overdue" | "high_value" | "signals" | "awaiting_second" | "appeals" | "escalated";
                        product?: string;
                        /** @enum {unknown} */
                        status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @description me, none, or a colleague's id */
                        holder?: string;
                        minScore?: number;
                        /** @description fen that may still have to be paid */
                        minAmount?: number;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        dueBefore?: string;
                        /** @enum {unknown} */
                        sort?: "score" | "due" | "amount" | "oldest";
                    };
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description what `view` takes */
                        view: string;
                        name: string;
                        isBuiltIn: boolean;
                        shared: boolean;
                        owner: string | null;
                        filter: {
                            product?: string;
                            /** @enum {unknown} */
                            status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            /** @description me, none, or a colleague's id */
                            holder?: string;
                            minScore?: number;
                            /** @description fen that may still have to be paid */
                            minAmount?: number;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            dueBefore?: string;
                            /** @enum {unknown} */
                            sort?: "score" | "due" | "amount" | "oldest";
                        };
                    };
                };
            };
        };
    };
    dropReviewView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                viewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    takeNextClaim: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description one of open, mine, unassigned, due_today, overdue, high_value, signals, awaiting_second, appeals, escalated, or the id of a view that was kept; left out: open */
                    view?: string;
                    product?: string;
                    /** @enum {unknown} */
                    status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                    /** @description me, none, or a colleague's id */
                    holder?: string;
                    minScore?: number;
                    /** @description fen that may still have to be paid */
                    minAmount?: number;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    dueBefore?: string;
                    /** @enum {unknown} */
                    sort?: "score" | "due" | "amount" | "oldest";
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lease: {
                            claimId: string;
                            holder: {
                                name: string;
                                /** @description RFC 3339 */
                                until: string;
                                isMe: boolean;
                            };
                            /** @description RFC 3339 */
                            takenAt: string;
                            /** @description RFC 3339 */
                            expiresAt: string;
                            /** @enum {unknown} */
                            change: "taken" | "renewed" | "taken_over";
                        } | null;
                        etag: string | null;
                    };
                };
            };
        };
    };
    leaseClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        holder: {
                            name: string;
                            /** @description RFC 3339 */
                            until: string;
                            isMe: boolean;
                        };
                        /** @description RFC 3339 */
                        takenAt: string;
                        /** @description RFC 3339 */
                        expiresAt: string;
                        /** @enum {unknown} */
                        change: "taken" | "renewed" | "taken_over";
                    };
                };
            };
        };
    };
    giveBackClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    checkDecision: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                claimId: string;
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description false: back to its maker, with the note */
                    approve: boolean;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        claimId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        line: {
                            sku: string;
                            /** @description as the marketplace told it; may be empty */
                            title: string;
                            /** @enum {unknown} */
                            category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                            /** @description fen */
                            unitPrice: number;
                            quantity: number;
                        } | null;
                        merchantId: string;
                        merchantName: string | null;
                        buyerId: string;
                        product: string;
                        productVersion: number;
                        peril: string;
                        /** @enum {unknown} */
                        status: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @enum {unknown} */
                        category: "open" | "action_required" | "decided" | "closed";
                        currency: string;
                        requestedAmount: number | null;
                        /** @description fen granted; zero before a decision and after a refusal */
                        amount: number;
                        /** @description RFC 3339 */
                        occurredAt: string;
                        /** @description RFC 3339 */
                        reportedAt: string;
                        decidedAt: string | null;
                        description: string | null;
                        fields: {
                            [key: string]: unknown;
                        };
                        declaration: boolean;
                        declarationVersion: number | null;
                        declarationText: string | null;
                        declarationLanguage: ("zh" | "en") | null;
                        declarationSha256: string | null;
                        declaredAt: string | null;
                        declaredBy: string | null;
                        returnId: string | null;
                        reserve: number | null;
                        evidence: {
                            evidenceId: string | null;
                            kind: string;
                            /** @enum {unknown} */
                            party: "buyer" | "merchant" | "insurer";
                            mediaType: string;
                            sha256: string | null;
                            bytes: number | null;
                            /** @description RFC 3339 */
                            addedAt: string;
                            capturedAt: string | null;
                        }[];
                        timeline: {
                            sequence: number;
                            /** @description RFC 3339 */
                            at: string;
                            kind: string;
                            actor: string;
                            from: ("filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed") | null;
                            /** @enum {unknown} */
                            to: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                            detail: string | null;
                            /** @description what happened, in the reader's own words */
                            text: string;
                        }[];
                        clocks: {
                            /** @enum {unknown} */
                            code: "acknowledgement" | "first_review" | "decision" | "undisputed_part" | "supplement_answer" | "merchant_answer" | "second_review" | "refusal_notice" | "payment" | "human_review" | "appeal";
                            title: string;
                            /** @enum {unknown} */
                            basis: "statutory" | "target";
                            article: number | null;
                            /** @description 1 for the first of its code on the claim */
                            round: number;
                            /** @description RFC 3339 in UTC */
                            startsAt: string;
                            dueAt: string | null;
                            pauses: {
                                /** @description when what is asked for was delivered */
                                from: string;
                                until: string | null;
                            }[];
                            metAt: string | null;
                            stoppedAt: string | null;
                            /**
                             * @description unknown: it counts working days of a year whose calendar is not announced
                             * @enum {unknown}
                             */
                            state: "running" | "paused" | "overdue" | "met" | "met_late" | "stopped" | "unknown";
                            /** @description of its time that is used up; above 100 when it is late */
                            percent: number;
                        }[];
                        missing: {
                            kind: string;
                            title: string;
                            minCount: number;
                            required: boolean;
                            example: string;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                            picture: string | null;
                            given: number;
                            /** @description what whoever asked for it wants to see */
                            note: string;
                            /** @description whether it stands on the list that was sent */
                            asked: boolean;
                        }[];
                        /** @description lists of documents that were asked for */
                        supplements: {
                            round: number;
                            /** @description why a list was sent again */
                            reason: string;
                            /** @description RFC 3339 */
                            requestedAt: string;
                            requestedBy: string;
                            /** @description when the list was put before the claimant: the law's clock stands from then on */
                            deliveredAt: string;
                            /** @description silence closes the case from then on; it opens again with the first answer */
                            closesAt: string;
                            completedAt: string | null;
                            lapsedAt: string | null;
                            documents: {
                                kind: string;
                                title: string;
                                note: string;
                                /** @description different files of the kind that the case then has */
                                needed: number;
                                /** @description whether the terms ask for it anyway */
                                required: boolean;
                            }[];
                        }[];
                        merchantStatement: {
                            /** @description RFC 3339 */
                            askedAt: string;
                            answerUntil: string | null;
                            answeredAt: string | null;
                            position: ("accepts" | "disputes") | null;
                            statement: string | null;
                            statedAt: string | null;
                            statedBy: string | null;
                            wordings: number | null;
                        } | null;
                        decision: {
                            decisionId: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            reasons: {
                                /** @enum {unknown} */
                                code: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                text: string;
                                clause: {
                                    id: string;
                                    title: string;
                                } | null;
                            }[];
                            /** @description clauses that it rests on */
                            clauses: {
                                id: string;
                                title: string;
                            }[];
                            decidedBy: string;
                            /** @description RFC 3339 */
                            decidedAt: string;
                            /**
                             * @description proposed: it waits for a second pair of eyes; shown inside only
                             * @enum {unknown}
                             */
                            state: "proposed" | "standing";
                            approvedBy: string | null;
                            automatic: boolean;
                            note: string | null;
                        } | null;
                        payouts: {
                            payoutId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            /** @description fen */
                            amount: number;
                            status: string;
                            channel: string;
                            payee: string | null;
                            channelOrderNo: string | null;
                            /** @description RFC 3339 */
                            preparedAt: string;
                            settledAt: string | null;
                        }[];
                        appeals: {
                            appealId: string;
                            /** @enum {unknown} */
                            state: "open" | "upheld" | "overturned" | "withdrawn";
                            /** @description the decision that it is against */
                            decisionId: string;
                            reason: string | null;
                            /** @description RFC 3339 */
                            filedAt: string;
                            filedBy: string;
                            /** @description until when it is to be answered */
                            dueAt: string;
                            /** @description ids of the files that came with it */
                            evidence: string[];
                            decidedAt: string | null;
                            decidedBy: string | null;
                            outcome: ("approve" | "partly_approve") | null;
                            amount: number | null;
                            /** @description fen paid beside it for the delay */
                            interest: number;
                            reasonCodes: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                            note: string | null;
                        }[];
                        refusalNotice: {
                            number: string;
                            decisionId: string;
                            sentAt: string | null;
                            deliveredAt: string | null;
                            url: string;
                        } | null;
                        /** @description what the claimant can still do about the decision */
                        remedies: {
                            /** @enum {unknown} */
                            kind: "human_review" | "appeal";
                            /** @description possible before this instant */
                            until: string;
                            /** @description what to POST to */
                            url: string;
                        }[];
                    };
                };
            };
        };
    };
    decideInBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    claimIds?: string[];
                    /** @description the first 200 claims of a view, instead of claimIds */
                    filter?: {
                        /** @description one of open, mine, unassigned, due_today, overdue, high_value, signals, awaiting_second, appeals, escalated, or the id of a view that was kept; left out: open */
                        view?: string;
                        product?: string;
                        /** @enum {unknown} */
                        status?: "filed" | "evidence_requested" | "in_review" | "awaiting_second" | "approved" | "partly_approved" | "rejected" | "withdrawn" | "closed";
                        /** @description me, none, or a colleague's id */
                        holder?: string;
                        minScore?: number;
                        /** @description fen that may still have to be paid */
                        minAmount?: number;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        dueBefore?: string;
                        /** @enum {unknown} */
                        sort?: "score" | "due" | "amount" | "oldest";
                    };
                    /** @enum {unknown} */
                    outcome?: "approve" | "partly_approve" | "reject";
                    reasonCodes?: ("not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven")[];
                    note?: string;
                    /** @description true, or left out together with everything else but `token` */
                    dryRun?: boolean;
                    /** @description of the dry run; then nothing else */
                    token?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dryRun: boolean;
                        token: string | null;
                        expiresAt: string | null;
                        currency: string;
                        totals: {
                            /** @description fen granted, or that would be; proposals included */
                            amount: number;
                            results: {
                                /** @enum {unknown} */
                                result: "would_decide" | "would_propose" | "would_not" | "decided" | "proposed" | "changed" | "refused" | "pending";
                                count: number;
                            }[];
                        };
                        data: {
                            claimId: string;
                            /**
                             * @description changed: not as in the dry run any more; pending: send the token again
                             * @enum {unknown}
                             */
                            result: "would_decide" | "would_propose" | "would_not" | "decided" | "proposed" | "changed" | "refused" | "pending";
                            decisionId: string | null;
                            /** @description fen, by the clauses */
                            amount: number;
                            code: string | null;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listAuthorityLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        /** @description what holds where nothing is set */
                        launch: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            /** @description fen */
                            amountMax: number;
                        }[];
                        inForce: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            level: number;
                            product: string | null;
                            amountMax: number | null;
                            effectiveAt: string;
                            reason: string;
                            setBy: string;
                            setAt: string;
                            revision: number;
                        }[];
                        /** @description those that have not begun */
                        planned: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            level: number;
                            product: string | null;
                            amountMax: number | null;
                            effectiveAt: string;
                            reason: string;
                            setBy: string;
                            setAt: string;
                            revision: number;
                        }[];
                        /** @description every one that was ever set, the last one first */
                        history: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            level: number;
                            product: string | null;
                            amountMax: number | null;
                            effectiveAt: string;
                            reason: string;
                            setBy: string;
                            setAt: string;
                            revision: number;
                        }[];
                    };
                };
            };
        };
    };
    setAuthorityLimit: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    role: "adjuster" | "supervisor";
                    level?: number;
                    product?: string | null;
                    amountMax: number | null;
                    effectiveAt?: string | null;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        /** @description what holds where nothing is set */
                        launch: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            /** @description fen */
                            amountMax: number;
                        }[];
                        inForce: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            level: number;
                            product: string | null;
                            amountMax: number | null;
                            effectiveAt: string;
                            reason: string;
                            setBy: string;
                            setAt: string;
                            revision: number;
                        }[];
                        /** @description those that have not begun */
                        planned: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            level: number;
                            product: string | null;
                            amountMax: number | null;
                            effectiveAt: string;
                            reason: string;
                            setBy: string;
                            setAt: string;
                            revision: number;
                        }[];
                        /** @description every one that was ever set, the last one first */
                        history: {
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            level: number;
                            product: string | null;
                            amountMax: number | null;
                            effectiveAt: string;
                            reason: string;
                            setBy: string;
                            setAt: string;
                            revision: number;
                        }[];
                    };
                };
            };
        };
    };
    listQaSamples: {
        parameters: {
            query?: {
                /** @description YYYY-MM-DD in Shanghai */
                day?: string;
                product?: string;
                stratum?: "large" | "newcomer" | "automatic_refusal" | "automatic" | "person";
                /** @description true: only those that nobody has assessed */
                open?: boolean;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            decisionId: string;
                            claimId: string;
                            day: string;
                            /**
                             * @description why it was drawn
                             * @enum {unknown}
                             */
                            stratum: "large" | "newcomer" | "automatic_refusal" | "automatic" | "person";
                            product: string;
                            /** @enum {unknown} */
                            outcome: "approve" | "partly_approve" | "reject";
                            /** @description fen */
                            amount: number;
                            decidedBy: string;
                            sampledAt: string;
                            assessment: {
                                agrees: boolean;
                                findings: ("outcome_wrong" | "amount_wrong" | "reason_wrong" | "clause_wrong" | "evidence_overlooked" | "signal_overlooked" | "not_explained" | "too_slow" | "other")[];
                                note: string;
                                assessedBy: string;
                                assessedAt: string;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    assessQaSample: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agrees: boolean;
                    findings?: ("outcome_wrong" | "amount_wrong" | "reason_wrong" | "clause_wrong" | "evidence_overlooked" | "signal_overlooked" | "not_explained" | "too_slow" | "other")[];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decisionId: string;
                        claimId: string;
                        day: string;
                        /**
                         * @description why it was drawn
                         * @enum {unknown}
                         */
                        stratum: "large" | "newcomer" | "automatic_refusal" | "automatic" | "person";
                        product: string;
                        /** @enum {unknown} */
                        outcome: "approve" | "partly_approve" | "reject";
                        /** @description fen */
                        amount: number;
                        decidedBy: string;
                        sampledAt: string;
                        assessment: {
                            agrees: boolean;
                            findings: ("outcome_wrong" | "amount_wrong" | "reason_wrong" | "clause_wrong" | "evidence_overlooked" | "signal_overlooked" | "not_explained" | "too_slow" | "other")[];
                            note: string;
                            assessedBy: string;
                            assessedAt: string;
                        } | null;
                    };
                };
            };
        };
    };
    readQaReport: {
        parameters: {
            query?: {
                /** @description YYYY-MM-DD in Shanghai */
                from?: string;
                /** @description YYYY-MM-DD in Shanghai */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        until: string;
                        data: {
                            decidedBy: string;
                            sampled: number;
                            assessed: number;
                            agreed: number;
                            agreement: {
                                permille: number;
                                lowPermille: number;
                                highPermille: number;
                            } | null;
                            findings: {
                                /** @enum {unknown} */
                                finding: "outcome_wrong" | "amount_wrong" | "reason_wrong" | "clause_wrong" | "evidence_overlooked" | "signal_overlooked" | "not_explained" | "too_slow" | "other";
                                count: number;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    listReplays: {
        parameters: {
            query?: {
                /** @description YYYY-MM-DD in Shanghai */
                day?: string;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            runId: string;
                            day: string;
                            /** @enum {unknown} */
                            state: "running" | "done";
                            /** @description decisions made again so far */
                            done: number;
                            /** @description decisions of the day */
                            total: number;
                            /** @description decisions that came out otherwise */
                            differences: number;
                            /** @description the first of them */
                            examples: {
                                decisionId: string;
                                claimId: string;
                                differences: string[];
                            }[];
                            askedBy: string;
                            startedAt: string;
                            finishedAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    replayDay: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description YYYY-MM-DD in Shanghai */
                    day: string;
                };
            };
        };
        responses: {
            /** @description An answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                        day: string;
                        /** @enum {unknown} */
                        state: "running" | "done";
                        /** @description decisions made again so far */
                        done: number;
                        /** @description decisions of the day */
                        total: number;
                        /** @description decisions that came out otherwise */
                        differences: number;
                        /** @description the first of them */
                        examples: {
                            decisionId: string;
                            claimId: string;
                            differences: string[];
                        }[];
                        askedBy: string;
                        startedAt: string;
                        finishedAt: string | null;
                    };
                };
            };
        };
    };
    readReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                        day: string;
                        /** @enum {unknown} */
                        state: "running" | "done";
                        /** @description decisions made again so far */
                        done: number;
                        /** @description decisions of the day */
                        total: number;
                        /** @description decisions that came out otherwise */
                        differences: number;
                        /** @description the first of them */
                        examples: {
                            decisionId: string;
                            claimId: string;
                            differences: string[];
                        }[];
                        askedBy: string;
                        startedAt: string;
                        finishedAt: string | null;
                    };
                };
            };
        };
    };
    readReviewTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asOf: string;
                        recentDays: number;
                        data: {
                            staffId: string;
                            name: string;
                            /** @enum {unknown} */
                            role: "adjuster" | "supervisor";
                            level: number;
                            enabled: boolean;
                            /** @description claims in hand now */
                            held: number;
                            /** @description claims that wait at the desk, by the first clock that it keeps; withoutDue: all are paused */
                            load: {
                                claims: number;
                                overdue: number;
                                within24h: number;
                                within48h: number;
                                later: number;
                                withoutDue: number;
                            };
                            decidedToday: number;
                            decidedRecently: number;
                            handling: {
                                averageMs: number;
                                decisions: number;
                            } | null;
                            /** @description above their own authority, and so for a second person */
                            proposedRecently: number;
                            sentBackRecently: number;
                            quality: {
                                assessed: number;
                                agreed: number;
                                permille: number;
                                lowPermille: number;
                                highPermille: number;
                            } | null;
                        }[];
                        /** @description claims that wait at the desk, by the first clock that it keeps; withoutDue: all are paused */
                        unassigned: {
                            claims: number;
                            overdue: number;
                            within24h: number;
                            within48h: number;
                            later: number;
                            withoutDue: number;
                        };
                        /** @description claims that wait at the desk, by the first clock that it keeps; withoutDue: all are paused */
                        total: {
                            claims: number;
                            overdue: number;
                            within24h: number;
                            within48h: number;
                            later: number;
                            withoutDue: number;
                        };
                    };
                };
            };
        };
    };
    listPayouts: {
        parameters: {
            query?: {
                claimId?: string;
                policyId?: string;
                orderId?: string;
                merchantId?: string;
                status?: "prepared" | "sending" | "unknown" | "succeeded" | "failed" | "returned";
                /** @description true: only those that wait for a person */
                humanTask?: boolean;
                /** @description fen, inclusive */
                minAmount?: number;
                /** @description fen, inclusive */
                maxAmount?: number;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
                sort?: "newest" | "oldest";
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            payoutId: string;
                            claimId: string;
                            decisionId: string;
                            /** @enum {unknown} */
                            purpose: "benefit" | "advance" | "correction" | "late_interest";
                            policyId: string;
                            orderId: string;
                            merchantId: string;
                            buyerId: string;
                            product: string;
                            currency: string;
                            /** @description fen */
                            amount: number;
                            /** @enum {unknown} */
                            status: "prepared" | "sending" | "unknown" | "succeeded" | "failed" | "returned";
                            channel: string;
                            /** @description masked; empty when nobody told it */
                            payee: string;
                            /** @description the number in use; earlier ones are among the attempts */
                            outBizNo: string;
                            /** @description 1 for the first number, one more with each retry */
                            attempt: number;
                            channelOrderNo: string | null;
                            humanTask: string | null;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            preparedAt: string;
                            settledAt: string | null;
                            nextStepAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readPayoutSummary: {
        parameters: {
            query?: {
                merchantId?: string;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        /** @description every state, also those that no payout is in */
                        data: {
                            /** @enum {unknown} */
                            status: "prepared" | "sending" | "unknown" | "succeeded" | "failed" | "returned";
                            payouts: number;
                            /** @description fen */
                            amount: number;
                            /** @description those of them that wait for a person */
                            humanTasks: number;
                        }[];
                    };
                };
            };
        };
    };
    exportPayouts: {
        parameters: {
            query?: {
                claimId?: string;
                policyId?: string;
                orderId?: string;
                merchantId?: string;
                status?: "prepared" | "sending" | "unknown" | "succeeded" | "failed" | "returned";
                /** @description true: only those that wait for a person */
                humanTask?: boolean;
                /** @description fen, inclusive */
                minAmount?: number;
                /** @description fen, inclusive */
                maxAmount?: number;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    readPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payoutId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payoutId: string;
                        claimId: string;
                        decisionId: string;
                        /** @enum {unknown} */
                        purpose: "benefit" | "advance" | "correction" | "late_interest";
                        policyId: string;
                        orderId: string;
                        merchantId: string;
                        buyerId: string;
                        product: string;
                        currency: string;
                        /** @description fen */
                        amount: number;
                        /** @enum {unknown} */
                        status: "prepared" | "sending" | "unknown" | "succeeded" | "failed" | "returned";
                        channel: string;
                        /** @description masked; empty when nobody told it */
                        payee: string;
                        /** @description the number in use; earlier ones are among the attempts */
                        outBizNo: string;
                        /** @description 1 for the first number, one more with each retry */
                        attempt: number;
                        channelOrderNo: string | null;
                        humanTask: string | null;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        preparedAt: string;
                        settledAt: string | null;
                        nextStepAt: string | null;
                        attempts: {
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            at: string;
                            /** @enum {unknown} */
                            action: "send" | "query" | "retry";
                            /** @description the number under which the channel knows it */
                            outBizNo: string;
                            answer: string;
                            code: string | null;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    retryPayout: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                payoutId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description corrected; without it the money goes where it was to go before */
                    payee?: {
                        /** @enum {unknown} */
                        channel: "alipay";
                        account: string;
                        name: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payoutId: string;
                        claimId: string;
                        decisionId: string;
                        /** @enum {unknown} */
                        purpose: "benefit" | "advance" | "correction" | "late_interest";
                        policyId: string;
                        orderId: string;
                        merchantId: string;
                        buyerId: string;
                        product: string;
                        currency: string;
                        /** @description fen */
                        amount: number;
                        /** @enum {unknown} */
                        status: "prepared" | "sending" | "unknown" | "succeeded" | "failed" | "returned";
                        channel: string;
                        /** @description masked; empty when nobody told it */
                        payee: string;
                        /** @description the number in use; earlier ones are among the attempts */
                        outBizNo: string;
                        /** @description 1 for the first number, one more with each retry */
                        attempt: number;
                        channelOrderNo: string | null;
                        humanTask: string | null;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        preparedAt: string;
                        settledAt: string | null;
                        nextStepAt: string | null;
                        attempts: {
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            at: string;
                            /** @enum {unknown} */
                            action: "send" | "query" | "retry";
                            /** @description the number under which the channel knows it */
                            outBizNo: string;
                            answer: string;
                            code: string | null;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listRecoveries: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                status?: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                debtorKind?: "carrier" | "merchant";
                debtorId?: string;
                claimId?: string;
                product?: string;
                merchantId?: string;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
                sort?: "newest" | "oldest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            recoveryId: string;
                            claimId: string;
                            /** @description the decision on which the amount rests */
                            decisionId: string;
                            policyId: string;
                            orderId: string;
                            lineId: string;
                            merchantId: string;
                            product: string;
                            productVersion: number;
                            clause: string | null;
                            peril: string;
                            /** @description insurance, guarantee_service */
                            funding: string;
                            debtor: {
                                /** @enum {unknown} */
                                kind: "carrier" | "merchant";
                                /** @description the carrier, empty where the order tells of none; or the merchant */
                                id: string;
                            };
                            /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                            basis: string;
                            /** @enum {unknown} */
                            status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                            currency: string;
                            /** @description fen */
                            claimed: number;
                            /** @description fen */
                            denied: number;
                            /** @description fen */
                            received: number;
                            /** @description fen */
                            netted: number;
                            writtenOff: number | null;
                            /** @description fen */
                            receivable: number;
                            /** @description fen */
                            owedBack: number;
                            /** @description how often the debtor was asked */
                            attempt: number;
                            deadlineAt: string | null;
                            /** @description open, not asked for, and past its deadline */
                            overdue: boolean;
                            netFrom: string | null;
                            openedAt: string;
                            updatedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readRecovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recoveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    submitRecovery: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                recoveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    submitRecoveries: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    debtorKind: "carrier" | "merchant";
                    debtorId: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            id: string;
                        };
                        /** @description fen */
                        amount: number;
                        recoveries: {
                            recoveryId: string;
                            claimId: string;
                            /** @description the decision on which the amount rests */
                            decisionId: string;
                            policyId: string;
                            orderId: string;
                            lineId: string;
                            merchantId: string;
                            product: string;
                            productVersion: number;
                            clause: string | null;
                            peril: string;
                            /** @description insurance, guarantee_service */
                            funding: string;
                            debtor: {
                                /** @enum {unknown} */
                                kind: "carrier" | "merchant";
                                /** @description the carrier, empty where the order tells of none; or the merchant */
                                id: string;
                            };
                            /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                            basis: string;
                            /** @enum {unknown} */
                            status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                            currency: string;
                            /** @description fen */
                            claimed: number;
                            /** @description fen */
                            denied: number;
                            /** @description fen */
                            received: number;
                            /** @description fen */
                            netted: number;
                            writtenOff: number | null;
                            /** @description fen */
                            receivable: number;
                            /** @description fen */
                            owedBack: number;
                            /** @description how often the debtor was asked */
                            attempt: number;
                            deadlineAt: string | null;
                            /** @description open, not asked for, and past its deadline */
                            overdue: boolean;
                            netFrom: string | null;
                            openedAt: string;
                            updatedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    recordRecoveryAnswer: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                recoveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    outcome: "accepted" | "partly_accepted" | "denied";
                    /** @description fen */
                    amount?: number;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    recordRecoveryReceipt: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                recoveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    /** @description of the bank's statement; where one payment covers several recoveries, with /1, /2 behind it */
                    bankReference: string;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    receivedAt?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    returnRecovery: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                recoveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    /** @enum {unknown} */
                    to: "bank" | "wallet" | "deposit";
                    /** @description of the bank's statement; where one payment covers several recoveries, with /1, /2 behind it */
                    reference: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    reopenRecovery: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                recoveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @description evidence ids of the claim */
                    evidence: string[];
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    proposeWriteOff: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                recoveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    judgeWriteOff: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                recoveryId: string;
                writeOffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    approve: boolean;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryId: string;
                        claimId: string;
                        /** @description the decision on which the amount rests */
                        decisionId: string;
                        policyId: string;
                        orderId: string;
                        lineId: string;
                        merchantId: string;
                        product: string;
                        productVersion: number;
                        clause: string | null;
                        peril: string;
                        /** @description insurance, guarantee_service */
                        funding: string;
                        debtor: {
                            /** @enum {unknown} */
                            kind: "carrier" | "merchant";
                            /** @description the carrier, empty where the order tells of none; or the merchant */
                            id: string;
                        };
                        /** @description what limits it: actual_loss, share, parcel_max, freight_times */
                        basis: string;
                        /** @enum {unknown} */
                        status: "opened" | "submitted" | "accepted" | "partly_accepted" | "partly_received" | "denied" | "written_off" | "closed";
                        currency: string;
                        /** @description fen */
                        claimed: number;
                        /** @description fen */
                        denied: number;
                        /** @description fen */
                        received: number;
                        /** @description fen */
                        netted: number;
                        writtenOff: number | null;
                        /** @description fen */
                        receivable: number;
                        /** @description fen */
                        owedBack: number;
                        /** @description how often the debtor was asked */
                        attempt: number;
                        deadlineAt: string | null;
                        /** @description open, not asked for, and past its deadline */
                        overdue: boolean;
                        netFrom: string | null;
                        openedAt: string;
                        updatedAt: string;
                        timeline: {
                            sequence: number;
                            at: string;
                            /** @description opened, corrected, submitted, answered, received, told, netted, given_back, write_off_proposed, write_off_sent_back, written_off, reopened */
                            kind: string;
                            actor: string;
                            amount: number | null;
                            status: string;
                            reason: string;
                            reference: string | null;
                            decisionId: string | null;
                            writeOffId: string | null;
                            transactionId: string | null;
                        }[];
                        /** @description not told to merchants */
                        attempts: {
                            attempt: number;
                            /** @description what the debtor knows it by */
                            reference: string;
                            batchId: string;
                            /** @description fen */
                            amount: number;
                            channel: string;
                            /** @description intended, sent, answered, replaced */
                            state: string;
                            intendedAt: string;
                            sentAt: string | null;
                            answeredAt: string | null;
                            accepted: number | null;
                            reason: string;
                            humanTask: string | null;
                        }[];
                        /** @description not told to merchants */
                        writeOffs: {
                            writeOffId: string;
                            /** @description fen */
                            amount: number;
                            reason: string;
                            proposedBy: string;
                            proposedAt: string;
                            /** @description proposed, approved, sent_back */
                            status: string;
                            judgedBy: string | null;
                            judgedAt: string | null;
                            note: string;
                        }[];
                        /** @description in the ledger; merchants find theirs in wallet and deposit */
                        movements: {
                            transferId: string;
                            transactionId: string;
                            kind: string;
                            /** @description account */
                            debit: string;
                            /** @description account */
                            credit: string;
                            /** @description fen */
                            amount: number;
                            occurredAt: string;
                            recordedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    exportSubmissions: {
        parameters: {
            query: {
                debtorKind: "carrier" | "merchant";
                debtorId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    listCarrierTerms: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            carrier: string;
                            revision: number;
                            /** @description for parcels shipped from this day on (Shanghai) */
                            effectiveOn: string;
                            parcelMax: number | null;
                            freightTimes: number | null;
                            /** @description fen */
                            freightUsual: number;
                            withinDays: number | null;
                            note: string;
                            changedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readCarrierTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                carrier: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        carrier: string;
                        revision: number;
                        /** @description for parcels shipped from this day on (Shanghai) */
                        effectiveOn: string;
                        parcelMax: number | null;
                        freightTimes: number | null;
                        /** @description fen */
                        freightUsual: number;
                        withinDays: number | null;
                        note: string;
                        changedAt: string;
                        /** @description newest first, the last 20 */
                        changes: {
                            carrier: string;
                            revision: number;
                            /** @description for parcels shipped from this day on (Shanghai) */
                            effectiveOn: string;
                            parcelMax: number | null;
                            freightTimes: number | null;
                            /** @description fen */
                            freightUsual: number;
                            withinDays: number | null;
                            note: string;
                            changedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    putCarrierTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of what is edited */
                "If-Match"?: string;
            };
            path: {
                carrier: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description for parcels shipped from this day on (Shanghai) */
                    effectiveOn: string;
                    parcelMax: number | null;
                    freightTimes: number | null;
                    /** @description fen, where the order names no freight */
                    freightUsual: number;
                    withinDays: number | null;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        carrier: string;
                        revision: number;
                        /** @description for parcels shipped from this day on (Shanghai) */
                        effectiveOn: string;
                        parcelMax: number | null;
                        freightTimes: number | null;
                        /** @description fen */
                        freightUsual: number;
                        withinDays: number | null;
                        note: string;
                        changedAt: string;
                        /** @description newest first, the last 20 */
                        changes: {
                            carrier: string;
                            revision: number;
                            /** @description for parcels shipped from this day on (Shanghai) */
                            effectiveOn: string;
                            parcelMax: number | null;
                            freightTimes: number | null;
                            /** @description fen */
                            freightUsual: number;
                            withinDays: number | null;
                            note: string;
                            changedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    readRecoveryTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        /** @description whether the merchant agreed that recoveries are set off */
                        netting: boolean;
                        agreedOn: string | null;
                        textVersion: string;
                        /**
                         * @description what is set off
                         * @enum {unknown}
                         */
                        source: "wallet" | "deposit";
                        monthMax: number | null;
                        /** @description between notice and netting */
                        noticeDays: number;
                        /** @description fen */
                        deposit: number;
                        /** @description newest first, the last 20 */
                        changes: {
                            revision: number;
                            /** @description whether the merchant agreed that recoveries are set off */
                            netting: boolean;
                            agreedOn: string | null;
                            textVersion: string;
                            /**
                             * @description what is set off
                             * @enum {unknown}
                             */
                            source: "wallet" | "deposit";
                            monthMax: number | null;
                            /** @description between notice and netting */
                            noticeDays: number;
                            changedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    putRecoveryTerms: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description whether the merchant agreed that recoveries are set off */
                    netting: boolean;
                    agreedOn: string | null;
                    textVersion: string;
                    /**
                     * @description what is set off
                     * @enum {unknown}
                     */
                    source: "wallet" | "deposit";
                    monthMax: number | null;
                    /** @description between notice and netting */
                    noticeDays: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        /** @description whether the merchant agreed that recoveries are set off */
                        netting: boolean;
                        agreedOn: string | null;
                        textVersion: string;
                        /**
                         * @description what is set off
                         * @enum {unknown}
                         */
                        source: "wallet" | "deposit";
                        monthMax: number | null;
                        /** @description between notice and netting */
                        noticeDays: number;
                        /** @description fen */
                        deposit: number;
                        /** @description newest first, the last 20 */
                        changes: {
                            revision: number;
                            /** @description whether the merchant agreed that recoveries are set off */
                            netting: boolean;
                            agreedOn: string | null;
                            textVersion: string;
                            /**
                             * @description what is set off
                             * @enum {unknown}
                             */
                            source: "wallet" | "deposit";
                            monthMax: number | null;
                            /** @description between notice and netting */
                            noticeDays: number;
                            changedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    readDeposit: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        currency: string;
                        /** @description fen */
                        balance: number;
                        movements: {
                            data: {
                                movementId: string;
                                /** @description received, returned, netted, given_back */
                                kind: string;
                                /** @description fen */
                                amount: number;
                                /** @description fen */
                                balanceAfter: number;
                                reference: string | null;
                                recoveryId: string | null;
                                movedAt: string;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
    };
    receiveDeposit: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    bankReference: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        movementId: string;
                        /** @description received, returned, netted, given_back */
                        kind: string;
                        /** @description fen */
                        amount: number;
                        /** @description fen */
                        balanceAfter: number;
                        reference: string | null;
                        recoveryId: string | null;
                        movedAt: string;
                    };
                };
            };
        };
    };
    returnDeposit: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    bankReference: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        movementId: string;
                        /** @description received, returned, netted, given_back */
                        kind: string;
                        /** @description fen */
                        amount: number;
                        /** @description fen */
                        balanceAfter: number;
                        reference: string | null;
                        recoveryId: string | null;
                        movedAt: string;
                    };
                };
            };
        };
    };
    listPayeeChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            changeId: string;
                            claimId: string;
                            /** @description masked */
                            payee: string;
                            /** @enum {unknown} */
                            state: "requested" | "verified" | "superseded" | "exhausted";
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            requestedAt: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            expiresAt: string;
                            settledAt: string | null;
                            /** @description wrong codes that are borne yet */
                            triesLeft: number;
                        }[];
                        next: null;
                    };
                };
            };
        };
    };
    requestPayeeChange: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    payee: {
                        /** @enum {unknown} */
                        channel: "alipay";
                        account: string;
                        name: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changeId: string;
                        claimId: string;
                        /** @description masked */
                        payee: string;
                        /** @enum {unknown} */
                        state: "requested" | "verified" | "superseded" | "exhausted";
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        requestedAt: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        expiresAt: string;
                        settledAt: string | null;
                        /** @description wrong codes that are borne yet */
                        triesLeft: number;
                    };
                };
            };
        };
    };
    verifyPayeeChange: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
                changeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changeId: string;
                        claimId: string;
                        /** @description masked */
                        payee: string;
                        /** @enum {unknown} */
                        state: "requested" | "verified" | "superseded" | "exhausted";
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        requestedAt: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        expiresAt: string;
                        settledAt: string | null;
                        /** @description wrong codes that are borne yet */
                        triesLeft: number;
                    };
                };
            };
        };
    };
    listRegister: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                kind?: "test_institution" | "appraiser" | "repairer";
                /** @description a part of a name or number */
                q?: string;
                /** @description only entries for such goods */
                category?: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                /** @description buyers and merchants see active entries only */
                status?: "active" | "suspended" | "withdrawn";
                /** @description as the register stood then, RFC 3339 */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            entryId: string;
                            revision: number;
                            /** @enum {unknown} */
                            kind: "test_institution" | "appraiser" | "repairer";
                            name: string;
                            aliases: string[];
                            accreditations: {
                                /** @enum {unknown} */
                                scheme: "CMA" | "CNAS" | "trademark" | "maker";
                                number: string;
                            }[];
                            scope: {
                                categories: string[];
                                perils: string[];
                                standards: string[];
                                brands: string[];
                            };
                            region: string;
                            validFrom: string;
                            validUntil: string | null;
                            /** @enum {unknown} */
                            status: "active" | "suspended" | "withdrawn";
                            statusReason: string | null;
                            /** @description active, and valid on this day */
                            countsToday: boolean;
                            reportMask: string | null;
                            rateCard: {
                                category: string | null;
                                peril: string | null;
                                /** @description fen */
                                costMax: number;
                            }[] | null;
                            effectiveFrom: string;
                            changedAt: string;
                            changedBy: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    addRegisterEntry: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    kind: "test_institution" | "appraiser" | "repairer";
                    name: string;
                    aliases?: string[];
                    accreditations?: {
                        /** @enum {unknown} */
                        scheme: "CMA" | "CNAS" | "trademark" | "maker";
                        number: string;
                    }[];
                    /** @description what the entry may be cited for; an empty list bounds nothing */
                    scope?: {
                        categories?: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                        perils?: string[];
                        standards?: string[];
                        brands?: string[];
                    };
                    /** @description province; empty for the whole country */
                    region?: string;
                    /** @description day in Shanghai, such as 2026-11-11 */
                    validFrom: string;
                    validUntil?: string | null;
                    reportMask?: string | null;
                    /** @description of a repairer: the agreed maximum */
                    rateCard?: {
                        category: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other") | null;
                        peril: string | null;
                        /** @description fen */
                        costMax: number;
                    }[];
                    /** @description from when on this is true, RFC 3339; a first entry: from validFrom, a change: from now */
                    effectiveFrom?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entryId: string;
                        revision: number;
                        /** @enum {unknown} */
                        kind: "test_institution" | "appraiser" | "repairer";
                        name: string;
                        aliases: string[];
                        accreditations: {
                            /** @enum {unknown} */
                            scheme: "CMA" | "CNAS" | "trademark" | "maker";
                            number: string;
                        }[];
                        scope: {
                            categories: string[];
                            perils: string[];
                            standards: string[];
                            brands: string[];
                        };
                        region: string;
                        validFrom: string;
                        validUntil: string | null;
                        /** @enum {unknown} */
                        status: "active" | "suspended" | "withdrawn";
                        statusReason: string | null;
                        /** @description active, and valid on this day */
                        countsToday: boolean;
                        reportMask: string | null;
                        rateCard: {
                            category: string | null;
                            peril: string | null;
                            /** @description fen */
                            costMax: number;
                        }[] | null;
                        effectiveFrom: string;
                        changedAt: string;
                        changedBy: string | null;
                    };
                };
            };
        };
    };
    readRegisterEntry: {
        parameters: {
            query?: {
                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                at?: string;
            };
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entryId: string;
                        revision: number;
                        /** @enum {unknown} */
                        kind: "test_institution" | "appraiser" | "repairer";
                        name: string;
                        aliases: string[];
                        accreditations: {
                            /** @enum {unknown} */
                            scheme: "CMA" | "CNAS" | "trademark" | "maker";
                            number: string;
                        }[];
                        scope: {
                            categories: string[];
                            perils: string[];
                            standards: string[];
                            brands: string[];
                        };
                        region: string;
                        validFrom: string;
                        validUntil: string | null;
                        /** @enum {unknown} */
                        status: "active" | "suspended" | "withdrawn";
                        statusReason: string | null;
                        /** @description active, and valid on this day */
                        countsToday: boolean;
                        reportMask: string | null;
                        rateCard: {
                            category: string | null;
                            peril: string | null;
                            /** @description fen */
                            costMax: number;
                        }[] | null;
                        effectiveFrom: string;
                        changedAt: string;
                        changedBy: string | null;
                    };
                };
            };
        };
    };
    putRegisterEntry: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    aliases?: string[];
                    accreditations?: {
                        /** @enum {unknown} */
                        scheme: "CMA" | "CNAS" | "trademark" | "maker";
                        number: string;
                    }[];
                    /** @description what the entry may be cited for; an empty list bounds nothing */
                    scope?: {
                        categories?: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                        perils?: string[];
                        standards?: string[];
                        brands?: string[];
                    };
                    /** @description province; empty for the whole country */
                    region?: string;
                    /** @description day in Shanghai, such as 2026-11-11 */
                    validFrom: string;
                    validUntil?: string | null;
                    reportMask?: string | null;
                    /** @description of a repairer: the agreed maximum */
                    rateCard?: {
                        category: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other") | null;
                        peril: string | null;
                        /** @description fen */
                        costMax: number;
                    }[];
                    /** @description from when on this is true, RFC 3339; a first entry: from validFrom, a change: from now */
                    effectiveFrom?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entryId: string;
                        revision: number;
                        /** @enum {unknown} */
                        kind: "test_institution" | "appraiser" | "repairer";
                        name: string;
                        aliases: string[];
                        accreditations: {
                            /** @enum {unknown} */
                            scheme: "CMA" | "CNAS" | "trademark" | "maker";
                            number: string;
                        }[];
                        scope: {
                            categories: string[];
                            perils: string[];
                            standards: string[];
                            brands: string[];
                        };
                        region: string;
                        validFrom: string;
                        validUntil: string | null;
                        /** @enum {unknown} */
                        status: "active" | "suspended" | "withdrawn";
                        statusReason: string | null;
                        /** @description active, and valid on this day */
                        countsToday: boolean;
                        reportMask: string | null;
                        rateCard: {
                            category: string | null;
                            peril: string | null;
                            /** @description fen */
                            costMax: number;
                        }[] | null;
                        effectiveFrom: string;
                        changedAt: string;
                        changedBy: string | null;
                    };
                };
            };
        };
    };
    putRegisterStatus: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    status: "active" | "suspended" | "withdrawn";
                    reason?: string;
                    /** @description from when on this is true, RFC 3339; a first entry: from validFrom, a change: from now */
                    effectiveFrom?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entryId: string;
                        revision: number;
                        /** @enum {unknown} */
                        kind: "test_institution" | "appraiser" | "repairer";
                        name: string;
                        aliases: string[];
                        accreditations: {
                            /** @enum {unknown} */
                            scheme: "CMA" | "CNAS" | "trademark" | "maker";
                            number: string;
                        }[];
                        scope: {
                            categories: string[];
                            perils: string[];
                            standards: string[];
                            brands: string[];
                        };
                        region: string;
                        validFrom: string;
                        validUntil: string | null;
                        /** @enum {unknown} */
                        status: "active" | "suspended" | "withdrawn";
                        statusReason: string | null;
                        /** @description active, and valid on this day */
                        countsToday: boolean;
                        reportMask: string | null;
                        rateCard: {
                            category: string | null;
                            peril: string | null;
                            /** @description fen */
                            costMax: number;
                        }[] | null;
                        effectiveFrom: string;
                        changedAt: string;
                        changedBy: string | null;
                    };
                };
            };
        };
    };
    listRegisterChanges: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                entryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            entryId: string;
                            revision: number;
                            /** @enum {unknown} */
                            kind: "test_institution" | "appraiser" | "repairer";
                            name: string;
                            aliases: string[];
                            accreditations: {
                                /** @enum {unknown} */
                                scheme: "CMA" | "CNAS" | "trademark" | "maker";
                                number: string;
                            }[];
                            scope: {
                                categories: string[];
                                perils: string[];
                                standards: string[];
                                brands: string[];
                            };
                            region: string;
                            validFrom: string;
                            validUntil: string | null;
                            /** @enum {unknown} */
                            status: "active" | "suspended" | "withdrawn";
                            statusReason: string | null;
                            /** @description active, and valid on this day */
                            countsToday: boolean;
                            reportMask: string | null;
                            rateCard: {
                                category: string | null;
                                peril: string | null;
                                /** @description fen */
                                costMax: number;
                            }[] | null;
                            effectiveFrom: string;
                            changedAt: string;
                            changedBy: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    importRegister: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    csv: string;
                    /**
                     * @description only say what would happen
                     * @default false
                     */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dryRun: boolean;
                        created: number;
                        changed: number;
                        unchanged: number;
                        /** @description rows that were left out; every other row was taken */
                        errors: {
                            /** @description of the file, counted from 1 */
                            line: number;
                            column: string | null;
                            code: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listServiceOrdersOfClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description what was granted in kind, and whether there is an order for it */
                        grants: {
                            decisionId: string;
                            /** @enum {unknown} */
                            settlement: "cash" | "repair" | "replace";
                            /** @description fen */
                            amount: number;
                            ordered: boolean;
                        }[];
                        data: {
                            serviceOrderId: string;
                            claimId: string;
                            decisionId: string;
                            policyId: string;
                            /** @enum {unknown} */
                            choice: "cash" | "repair" | "replace";
                            chosenBy: string;
                            repairer: {
                                entryId: string;
                                revision: number;
                                name: string;
                            } | null;
                            /** @enum {unknown} */
                            status: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                            revision: number;
                            currency: string;
                            /** @description fen that the insurer bears at the most */
                            granted: number;
                            estimate: number | null;
                            finalCost: number | null;
                            insurerPays: number | null;
                            insuredPays: number | null;
                            payoutId: string | null;
                            openedAt: string;
                            settledAt: string | null;
                            bankReference: string | null;
                            log: {
                                sequence: number;
                                at: string;
                                step: string;
                                actor: string;
                                from: ("opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled") | null;
                                /** @enum {unknown} */
                                to: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                                amount: number | null;
                                note: string;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    openServiceOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                claimId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description as it was granted, where it is left out; cash is paid out at once
                     * @enum {unknown}
                     */
                    choice?: "cash" | "repair" | "replace";
                    /** @description an entryId of the register; as the claim's form names, where left out */
                    repairer?: string;
                    /** @description fen */
                    estimate?: number;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        serviceOrderId: string;
                        claimId: string;
                        decisionId: string;
                        policyId: string;
                        /** @enum {unknown} */
                        choice: "cash" | "repair" | "replace";
                        chosenBy: string;
                        repairer: {
                            entryId: string;
                            revision: number;
                            name: string;
                        } | null;
                        /** @enum {unknown} */
                        status: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                        revision: number;
                        currency: string;
                        /** @description fen that the insurer bears at the most */
                        granted: number;
                        estimate: number | null;
                        finalCost: number | null;
                        insurerPays: number | null;
                        insuredPays: number | null;
                        payoutId: string | null;
                        openedAt: string;
                        settledAt: string | null;
                        bankReference: string | null;
                        log: {
                            sequence: number;
                            at: string;
                            step: string;
                            actor: string;
                            from: ("opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled") | null;
                            /** @enum {unknown} */
                            to: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                            amount: number | null;
                            note: string;
                        }[];
                    };
                };
            };
        };
    };
    listServiceOrders: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                status?: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                /** @description only those whose work is done and not paid for, or only others */
                unpaid?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            serviceOrderId: string;
                            claimId: string;
                            decisionId: string;
                            policyId: string;
                            /** @enum {unknown} */
                            choice: "cash" | "repair" | "replace";
                            chosenBy: string;
                            repairer: {
                                entryId: string;
                                revision: number;
                                name: string;
                            } | null;
                            /** @enum {unknown} */
                            status: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                            revision: number;
                            currency: string;
                            /** @description fen that the insurer bears at the most */
                            granted: number;
                            estimate: number | null;
                            finalCost: number | null;
                            insurerPays: number | null;
                            insuredPays: number | null;
                            payoutId: string | null;
                            openedAt: string;
                            settledAt: string | null;
                            bankReference: string | null;
                            log: {
                                sequence: number;
                                at: string;
                                step: string;
                                actor: string;
                                from: ("opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled") | null;
                                /** @enum {unknown} */
                                to: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                                amount: number | null;
                                note: string;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readServiceOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                serviceOrderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        serviceOrderId: string;
                        claimId: string;
                        decisionId: string;
                        policyId: string;
                        /** @enum {unknown} */
                        choice: "cash" | "repair" | "replace";
                        chosenBy: string;
                        repairer: {
                            entryId: string;
                            revision: number;
                            name: string;
                        } | null;
                        /** @enum {unknown} */
                        status: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                        revision: number;
                        currency: string;
                        /** @description fen that the insurer bears at the most */
                        granted: number;
                        estimate: number | null;
                        finalCost: number | null;
                        insurerPays: number | null;
                        insuredPays: number | null;
                        payoutId: string | null;
                        openedAt: string;
                        settledAt: string | null;
                        bankReference: string | null;
                        log: {
                            sequence: number;
                            at: string;
                            step: string;
                            actor: string;
                            from: ("opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled") | null;
                            /** @enum {unknown} */
                            to: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                            amount: number | null;
                            note: string;
                        }[];
                    };
                };
            };
        };
    };
    stepServiceOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
                /** @description the ETag of what is edited */
                "If-Match"?: string;
            };
            path: {
                serviceOrderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    step: "accept" | "start" | "complete" | "fail" | "replace" | "cash" | "cancel" | "settle";
                    /** @description complete, replace: the whole bill, in fen */
                    finalCost?: number;
                    /**
                     * @description fail: what is given then; cash where left out
                     * @enum {unknown}
                     */
                    instead?: "cash" | "replace";
                    /** @description settle: what the bank calls the payment */
                    bankReference?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        serviceOrderId: string;
                        claimId: string;
                        decisionId: string;
                        policyId: string;
                        /** @enum {unknown} */
                        choice: "cash" | "repair" | "replace";
                        chosenBy: string;
                        repairer: {
                            entryId: string;
                            revision: number;
                            name: string;
                        } | null;
                        /** @enum {unknown} */
                        status: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                        revision: number;
                        currency: string;
                        /** @description fen that the insurer bears at the most */
                        granted: number;
                        estimate: number | null;
                        finalCost: number | null;
                        insurerPays: number | null;
                        insuredPays: number | null;
                        payoutId: string | null;
                        openedAt: string;
                        settledAt: string | null;
                        bankReference: string | null;
                        log: {
                            sequence: number;
                            at: string;
                            step: string;
                            actor: string;
                            from: ("opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled") | null;
                            /** @enum {unknown} */
                            to: "opened" | "accepted" | "in_repair" | "completed" | "failed" | "replaced" | "cashed" | "cancelled";
                            amount: number | null;
                            note: string;
                        }[];
                    };
                };
            };
        };
    };
    listNotices: {
        parameters: {
            query?: {
                buyerId?: string;
                merchantId?: string;
                policyId?: string;
                kind?: "policy_issued" | "cover_expiring" | "claim_window_closing" | "payee_code" | "claim_refused" | "appeal_answered" | "evidence_wanted" | "evidence_reminder" | "claim_lapsed" | "merchant_asked" | "rate_rise" | "wallet_low" | "recovery_netting_ahead" | "recovery_netted";
                state?: "queued" | "sent" | "failed" | "suppressed";
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            noticeId: string;
                            audience: string;
                            recipientId: string;
                            /** @enum {unknown} */
                            kind: "policy_issued" | "cover_expiring" | "claim_window_closing" | "payee_code" | "claim_refused" | "appeal_answered" | "evidence_wanted" | "evidence_reminder" | "claim_lapsed" | "merchant_asked" | "rate_rise" | "wallet_low" | "recovery_netting_ahead" | "recovery_netted";
                            about: {
                                /** @enum {unknown} */
                                type: "order" | "policy" | "claim" | "merchant";
                                id: string;
                            };
                            /** @description id of the wording, for a provider that keeps templates */
                            template: string;
                            params: {
                                [key: string]: string;
                            };
                            /** @description in the language asked for; fits one text message */
                            text: string;
                            createdAt: string;
                            dueAt: string;
                            delivery: {
                                /** @enum {unknown} */
                                state: "queued" | "sent" | "failed" | "suppressed";
                                /** @description why it was suppressed or failed, or what was heard last */
                                reason: string;
                                channel: string | null;
                                attempts: number;
                                lastAttemptAt: string | null;
                                nextAttemptAt: string | null;
                                sentAt: string | null;
                            };
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readNoticePreferences: {
        parameters: {
            query?: {
                buyerId?: string;
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        audience: string;
                        recipientId: string;
                        kinds: {
                            /** @enum {unknown} */
                            kind: "policy_issued" | "cover_expiring" | "claim_window_closing" | "payee_code" | "claim_refused" | "appeal_answered" | "evidence_wanted" | "evidence_reminder" | "claim_lapsed" | "merchant_asked" | "rate_rise" | "wallet_low" | "recovery_netting_ahead" | "recovery_netted";
                            wanted: boolean;
                            /** @description cannot be switched off */
                            mandatory: boolean;
                            changedBy: string | null;
                            changedAt: string | null;
                        }[];
                    };
                };
            };
        };
    };
    putNoticePreferences: {
        parameters: {
            query?: {
                buyerId?: string;
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description those that are left out stay as they are */
                    kinds: {
                        policy_issued?: boolean;
                        cover_expiring?: boolean;
                        claim_window_closing?: boolean;
                        payee_code?: boolean;
                        claim_refused?: boolean;
                        appeal_answered?: boolean;
                        evidence_wanted?: boolean;
                        evidence_reminder?: boolean;
                        claim_lapsed?: boolean;
                        merchant_asked?: boolean;
                        rate_rise?: boolean;
                        wallet_low?: boolean;
                        recovery_netting_ahead?: boolean;
                        recovery_netted?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        audience: string;
                        recipientId: string;
                        kinds: {
                            /** @enum {unknown} */
                            kind: "policy_issued" | "cover_expiring" | "claim_window_closing" | "payee_code" | "claim_refused" | "appeal_answered" | "evidence_wanted" | "evidence_reminder" | "claim_lapsed" | "merchant_asked" | "rate_rise" | "wallet_low" | "recovery_netting_ahead" | "recovery_netted";
                            wanted: boolean;
                            /** @description cannot be switched off */
                            mandatory: boolean;
                            changedBy: string | null;
                            changedAt: string | null;
                        }[];
                    };
                };
            };
        };
    };
    readMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        name: string;
                        returnAddress: {
                            province: string;
                            city: string;
                        } | null;
                        tier: string;
                        since: string;
                        updatedAt: string;
                    };
                };
            };
        };
    };
    putMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    returnAddress?: {
                        province: string;
                        city: string;
                    } | null;
                    tier?: string;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    since?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        name: string;
                        returnAddress: {
                            province: string;
                            city: string;
                        } | null;
                        tier: string;
                        since: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        name: string;
                        returnAddress: {
                            province: string;
                            city: string;
                        } | null;
                        tier: string;
                        since: string;
                        updatedAt: string;
                    };
                };
            };
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                /** @description a part of the name or the id */
                q?: string;
                /** @description name by default; with - the other way round */
                sort?: "name" | "since" | "balance" | "-name" | "-since" | "-balance";
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            merchantId: string;
                            name: string;
                            tier: string;
                            since: string;
                            updatedAt: string;
                            wallet: {
                                currency: string;
                                /** @description fen */
                                balance: number;
                                /** @description fen */
                                floor: number;
                                /** @description fen */
                                creditLimit: number;
                                /** @description fen */
                                available: number;
                                lowBalance: number | null;
                                dailySpend: number | null;
                                daysLeft: number | null;
                                low: boolean;
                            };
                            band: string | null;
                            enrolled: {
                                product: string;
                                status: string;
                            }[];
                            /** @description policies issued and claims reported in the last days */
                            recent: {
                                days: number;
                                policies: number;
                                claims: number;
                            };
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readMerchantOverview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        name: string;
                        currency: string;
                        /** @description a day in Shanghai */
                        asOf: string;
                        covers: {
                            inForce: number;
                            byProduct: {
                                product: string;
                                payer: string;
                                inForce: number;
                                /** @description fen */
                                sumInsured: number;
                            }[];
                        };
                        claims: {
                            open: number;
                            /** @description open, the shop was asked, and has not answered */
                            waitsForMerchant: number;
                            /** @description YYYY-MM in Shanghai; what follows is of this month */
                            month: string;
                            reported: number;
                            decided: number;
                            granted: number;
                            refused: number;
                            payouts: number;
                            /** @description fen */
                            paid: number;
                        };
                        /** @description every one of the last 30 days: premium out of the wallet less what came back, and benefits paid out less what the channel returned */
                        days: {
                            day: string;
                            /** @description fen */
                            premiumSpent: number;
                            /** @description fen */
                            paid: number;
                        }[];
                        wallet: {
                            merchantId: string;
                            currency: string;
                            /** @description fen */
                            balance: number;
                            /** @description fen */
                            floor: number;
                            /** @description agreed by contract, in fen; a limit below what is owed counts at once for what is drawn anew */
                            creditLimit: number;
                            /** @description fen that premium may still take, credit included */
                            available: number;
                            /** @description fen that were drawn on credit; the next top-up settles them first */
                            owed: number;
                            lowBalance: number | null;
                            dailySpend: number | null;
                            daysLeft: number | null;
                            /** @description below lowBalance, or fewer than 3 days left */
                            low: boolean;
                            updatedAt: string;
                        } | null;
                        forecast: {
                            merchantId: string;
                            product: string;
                            currency: string;
                            today: {
                                day: string;
                                band: string;
                            };
                            tomorrow: {
                                day: string;
                                band: string;
                            };
                            /** @description rises that the shop was told of */
                            announced: {
                                band: string;
                                effectiveOn: string;
                            }[];
                            /** @description rises that it will have been told of tomorrow, if today ends as it stands */
                            expected: {
                                band: string;
                                effectiveOn: string;
                            }[];
                            /** @description days from the announcement of a rise to the day from which it is charged */
                            noticeDays: number;
                            experience: {
                                windowDays: number;
                                /** @description policies in the window */
                                exposures: number;
                                /** @description those of them with an agreed claim */
                                returns: number;
                                ownRatePpm: number | null;
                                /** @description everybody's rate, parts per million */
                                collectiveRatePpm: number;
                                /** @description how much the own rate counts: Z = n ÷ (n + k), parts per million */
                                credibilityPpm: number;
                                /** @description Z × own + (1−Z) × collective, parts per million */
                                weightedRatePpm: number;
                                band: string;
                            };
                            thresholds: {
                                band: string;
                                returnsMax: number | null;
                                fewer: number | null;
                            }[];
                            /** @description fen */
                            samplePrice: number;
                            /** @description premium of one order at the sample price, for a buyer without history */
                            premiums: {
                                zone: string | null;
                                category: string;
                                /** @description fen */
                                today: number;
                                /** @description fen */
                                tomorrow: number;
                            }[];
                            /** @description all of it in words */
                            text: string;
                        } | null;
                        recoveries: {
                            open: number;
                            /** @description fen */
                            receivable: number;
                        };
                    };
                };
            };
        };
    };
    readMerchantEffects: {
        parameters: {
            query?: {
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        currency: string;
                        from: string;
                        until: string;
                        /** @description one of the sides has too few lines to compare at all */
                        tooFew: boolean;
                        caveat: {
                            zh: string;
                            en: string;
                        };
                        data: {
                            /** @enum {unknown} */
                            metric: "lines" | "return_rate" | "dispute_rate" | "claim_dispute_rate" | "repeat_rate" | "days_to_refund" | "paid_to_premium";
                            /** @enum {unknown} */
                            unit: "count" | "share" | "days" | "ratio";
                            title: {
                                zh: string;
                                en: string;
                            };
                            definition: {
                                zh: string;
                                en: string;
                            };
                            insured: {
                                numerator: number;
                                denominator: number;
                                value: number | null;
                                interval: {
                                    low: number;
                                    high: number;
                                } | null;
                                /** @description fewer than 100 cases */
                                tooFew: boolean;
                            };
                            uninsured: {
                                numerator: number;
                                denominator: number;
                                value: number | null;
                                interval: {
                                    low: number;
                                    high: number;
                                } | null;
                                /** @description fewer than 100 cases */
                                tooFew: boolean;
                            } | null;
                        }[];
                    };
                };
            };
        };
    };
    listEnrolments: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            product: string;
                            scope: {
                                all?: boolean;
                                categories?: string[];
                                skus?: string[];
                            };
                            exclusions: {
                                categories: string[];
                                skus: string[];
                            };
                            status: string;
                            /** @description active since, or paused since */
                            since: string;
                            revision: number;
                            changedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        product: string;
                        scope: {
                            all?: boolean;
                            categories?: string[];
                            skus?: string[];
                        };
                        exclusions: {
                            categories: string[];
                            skus: string[];
                        };
                        status: string;
                        /** @description active since, or paused since */
                        since: string;
                        revision: number;
                        changedAt: string;
                    };
                };
            };
        };
    };
    putEnrolment: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of what is edited */
                "If-Match"?: string;
            };
            path: {
                merchantId: string;
                product: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description exactly one of them */
                    scope: {
                        /** @enum {boolean} */
                        all?: true;
                        categories?: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                        skus?: string[];
                    };
                    exclusions?: {
                        categories?: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                        skus?: string[];
                    } | null;
                    /** @enum {unknown} */
                    status: "active" | "paused";
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        product: string;
                        scope: {
                            all?: boolean;
                            categories?: string[];
                            skus?: string[];
                        };
                        exclusions: {
                            categories: string[];
                            skus: string[];
                        };
                        status: string;
                        /** @description active since, or paused since */
                        since: string;
                        revision: number;
                        changedAt: string;
                    };
                };
            };
        };
    };
    listEnrolmentChanges: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                merchantId: string;
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            revision: number;
                            scope: {
                                all?: boolean;
                                categories?: string[];
                                skus?: string[];
                            };
                            exclusions: {
                                categories: string[];
                                skus: string[];
                            };
                            status: string;
                            /** @description who changed it; to a merchant: merchant, server or staff */
                            changedBy: string;
                            changedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readEligibility: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        product: string;
                        /** @description whether the shop may begin or resume the enrolment now */
                        eligible: boolean;
                        /** @description whether an enrolment has to take in all goods */
                        wholeShop: boolean;
                        clause: string | null;
                        checks: {
                            /** @enum {unknown} */
                            code: "age_days" | "exposures" | "return_rate_ppm";
                            measured: number;
                            limit: number | null;
                            holds: boolean;
                            from: string | null;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    readWallet: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        currency: string;
                        /** @description fen */
                        balance: number;
                        /** @description fen */
                        floor: number;
                        /** @description agreed by contract, in fen; a limit below what is owed counts at once for what is drawn anew */
                        creditLimit: number;
                        /** @description fen that premium may still take, credit included */
                        available: number;
                        /** @description fen that were drawn on credit; the next top-up settles them first */
                        owed: number;
                        lowBalance: number | null;
                        dailySpend: number | null;
                        daysLeft: number | null;
                        /** @description below lowBalance, or fewer than 3 days left */
                        low: boolean;
                        updatedAt: string;
                        /** @description who set which terms, newest first, the last 20 */
                        changes: {
                            /** @description fen */
                            creditLimit: number;
                            lowBalance: number | null;
                            changedBy: string | null;
                            changedAt: string;
                        }[];
                        movements: {
                            data: {
                                transferId: string;
                                transactionId: string;
                                /** @description premium_debited, premium_refunded, wallet_topped_up, wallet_refund_prepared, wallet_refund_failed (the money is back), recovery_netted, recovery_given_back */
                                cause: string;
                                /** @description fen */
                                change: number;
                                /** @description fen */
                                balanceAfter: number;
                                /** @description fen */
                                settledCredit: number;
                                occurredAt: string;
                                product: string | null;
                                orderId: string | null;
                                lineId: string | null;
                                policyId: string | null;
                                topUpId: string | null;
                                refundId: string | null;
                                claimId: string | null;
                                decisionId: string | null;
                                recoveryId: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
            };
        };
    };
    putWalletTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of what is edited */
                "If-Match"?: string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    creditLimit: number;
                    lowBalance: number | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        currency: string;
                        /** @description fen */
                        balance: number;
                        /** @description fen */
                        floor: number;
                        /** @description agreed by contract, in fen; a limit below what is owed counts at once for what is drawn anew */
                        creditLimit: number;
                        /** @description fen that premium may still take, credit included */
                        available: number;
                        /** @description fen that were drawn on credit; the next top-up settles them first */
                        owed: number;
                        lowBalance: number | null;
                        dailySpend: number | null;
                        daysLeft: number | null;
                        /** @description below lowBalance, or fewer than 3 days left */
                        low: boolean;
                        updatedAt: string;
                        /** @description who set which terms, newest first, the last 20 */
                        changes: {
                            /** @description fen */
                            creditLimit: number;
                            lowBalance: number | null;
                            changedBy: string | null;
                            changedAt: string;
                        }[];
                    };
                };
            };
        };
    };
    listTopUps: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            topUpId: string;
                            /** @description fen */
                            amount: number;
                            /** @description pending, settled, failed */
                            status: string;
                            payUrl: string | null;
                            /** @description fen of it that settled what had been drawn on credit */
                            settledCredit: number;
                            /** @description fen of it that went back, or are on their way */
                            refunded: number;
                            createdAt: string;
                            expiresAt: string | null;
                            settledAt: string | null;
                            failure: string | null;
                            humanTask: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    topUpWallet: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                    /**
                     * @description to pay on a page in the sandbox too
                     * @enum {unknown}
                     */
                    pay?: "page";
                    /** @description where the payer is led afterwards */
                    returnUrl?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        topUpId: string;
                        /** @description fen */
                        amount: number;
                        /** @description pending, settled, failed */
                        status: string;
                        payUrl: string | null;
                        /** @description fen of it that settled what had been drawn on credit */
                        settledCredit: number;
                        /** @description fen of it that went back, or are on their way */
                        refunded: number;
                        createdAt: string;
                        expiresAt: string | null;
                        settledAt: string | null;
                        failure: string | null;
                        humanTask: string | null;
                    };
                };
            };
        };
    };
    readTopUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                topUpId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        topUpId: string;
                        /** @description fen */
                        amount: number;
                        /** @description pending, settled, failed */
                        status: string;
                        payUrl: string | null;
                        /** @description fen of it that settled what had been drawn on credit */
                        settledCredit: number;
                        /** @description fen of it that went back, or are on their way */
                        refunded: number;
                        createdAt: string;
                        expiresAt: string | null;
                        settledAt: string | null;
                        failure: string | null;
                        humanTask: string | null;
                        exchanges: {
                            at: string;
                            /** @description send, query, close, notice, task */
                            action: string;
                            answer: string;
                            code: string | null;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listWalletRefunds: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            refundId: string;
                            /** @description fen */
                            amount: number;
                            /** @description pending, succeeded, partly_succeeded, failed; what failed is in the wallet again */
                            status: string;
                            requestedAt: string;
                            parts: {
                                topUpId: string;
                                /** @description fen */
                                amount: number;
                                /** @description prepared, sending, unknown, succeeded, failed */
                                status: string;
                                /** @description what the channel knows it by */
                                outRequestNo: string;
                                settledAt: string | null;
                                humanTask: string | null;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    refundWallet: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description fen */
                    amount: number;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refundId: string;
                        /** @description fen */
                        amount: number;
                        /** @description pending, succeeded, partly_succeeded, failed; what failed is in the wallet again */
                        status: string;
                        requestedAt: string;
                        parts: {
                            topUpId: string;
                            /** @description fen */
                            amount: number;
                            /** @description prepared, sending, unknown, succeeded, failed */
                            status: string;
                            /** @description what the channel knows it by */
                            outRequestNo: string;
                            settledAt: string | null;
                            humanTask: string | null;
                        }[];
                    };
                };
            };
        };
    };
    readWalletRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                refundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refundId: string;
                        /** @description fen */
                        amount: number;
                        /** @description pending, succeeded, partly_succeeded, failed; what failed is in the wallet again */
                        status: string;
                        requestedAt: string;
                        parts: {
                            topUpId: string;
                            /** @description fen */
                            amount: number;
                            /** @description prepared, sending, unknown, succeeded, failed */
                            status: string;
                            /** @description what the channel knows it by */
                            outRequestNo: string;
                            settledAt: string | null;
                            humanTask: string | null;
                        }[];
                        exchanges: {
                            part: number;
                            at: string;
                            /** @description send, query, close, notice, task */
                            action: string;
                            answer: string;
                            code: string | null;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listWalletTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            taskId: string;
                            task: string;
                            merchantId: string;
                            /** @description fen */
                            amount: number;
                            topUpId: string;
                            refundId: string | null;
                        }[];
                    };
                };
            };
        };
    };
    closeWalletTask: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        taskId: string;
                    };
                };
            };
        };
    };
    readWalletStatement: {
        parameters: {
            query: {
                /** @description YYYY-MM */
                month: string;
                /** @description json by default; csv for spreadsheets, of any length */
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        currency: string;
                        month: string;
                        from: string;
                        until: string;
                        /** @description fen */
                        openingBalance: number;
                        movements: {
                            transferId: string;
                            transactionId: string;
                            /** @description premium_debited, premium_refunded, wallet_topped_up, wallet_refund_prepared, wallet_refund_failed (the money is back), recovery_netted, recovery_given_back */
                            cause: string;
                            /** @description fen */
                            change: number;
                            /** @description fen */
                            balanceAfter: number;
                            /** @description fen */
                            settledCredit: number;
                            occurredAt: string;
                            product: string | null;
                            orderId: string | null;
                            lineId: string | null;
                            policyId: string | null;
                            topUpId: string | null;
                            refundId: string | null;
                            claimId: string | null;
                            decisionId: string | null;
                            recoveryId: string | null;
                            recordedAt: string;
                        }[];
                        /** @description fen */
                        closingBalance: number;
                    };
                    "text/csv": {
                        merchantId: string;
                        currency: string;
                        month: string;
                        from: string;
                        until: string;
                        /** @description fen */
                        openingBalance: number;
                        movements: {
                            transferId: string;
                            transactionId: string;
                            /** @description premium_debited, premium_refunded, wallet_topped_up, wallet_refund_prepared, wallet_refund_failed (the money is back), recovery_netted, recovery_given_back */
                            cause: string;
                            /** @description fen */
                            change: number;
                            /** @description fen */
                            balanceAfter: number;
                            /** @description fen */
                            settledCredit: number;
                            occurredAt: string;
                            product: string | null;
                            orderId: string | null;
                            lineId: string | null;
                            policyId: string | null;
                            topUpId: string | null;
                            refundId: string | null;
                            claimId: string | null;
                            decisionId: string | null;
                            recoveryId: string | null;
                            recordedAt: string;
                        }[];
                        /** @description fen */
                        closingBalance: number;
                    };
                };
            };
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                status?: "scheduled" | "active" | "paused" | "exhausted" | "ended";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            campaignId: string;
                            name: string;
                            product: string;
                            currency: string;
                            /** @description fen */
                            budget: number;
                            /** @description fen */
                            spent: number;
                            /** @description fen that went back to the platform after the end */
                            released: number;
                            /** @description fen */
                            left: number;
                            startsAt: string;
                            endsAt: string;
                            rules: {
                                categories: string[];
                                /** @description fen */
                                minPrice: number;
                                maxPerBuyer: number | null;
                                maxPerMerchant: {
                                    gifts: number | null;
                                    amount: number | null;
                                } | null;
                                condition: string | null;
                            };
                            /**
                             * @description exhausted: it has no money for what it was last asked for; it goes on giving what still fits, and is active again when the budget is raised or premium comes back
                             * @enum {unknown}
                             */
                            status: "scheduled" | "active" | "paused" | "exhausted" | "ended";
                            exhaustedAt: string | null;
                            createdAt: string;
                            changedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    startCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    product: string;
                    /** @description fen, at most 100000000000 */
                    budget: number;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    startsAt: string;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    endsAt: string;
                    rules?: {
                        /** @description empty: all */
                        categories?: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                        /** @description fen */
                        minPrice?: number;
                        maxPerBuyer?: number | null;
                        maxPerMerchant?: {
                            gifts?: number | null;
                            amount?: number | null;
                        } | null;
                        condition?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        name: string;
                        product: string;
                        currency: string;
                        /** @description fen */
                        budget: number;
                        /** @description fen */
                        spent: number;
                        /** @description fen that went back to the platform after the end */
                        released: number;
                        /** @description fen */
                        left: number;
                        startsAt: string;
                        endsAt: string;
                        rules: {
                            categories: string[];
                            /** @description fen */
                            minPrice: number;
                            maxPerBuyer: number | null;
                            maxPerMerchant: {
                                gifts: number | null;
                                amount: number | null;
                            } | null;
                            condition: string | null;
                        };
                        /**
                         * @description exhausted: it has no money for what it was last asked for; it goes on giving what still fits, and is active again when the budget is raised or premium comes back
                         * @enum {unknown}
                         */
                        status: "scheduled" | "active" | "paused" | "exhausted" | "ended";
                        exhaustedAt: string | null;
                        createdAt: string;
                        changedAt: string;
                    };
                };
            };
        };
    };
    readCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        name: string;
                        product: string;
                        currency: string;
                        /** @description fen */
                        budget: number;
                        /** @description fen */
                        spent: number;
                        /** @description fen that went back to the platform after the end */
                        released: number;
                        /** @description fen */
                        left: number;
                        startsAt: string;
                        endsAt: string;
                        rules: {
                            categories: string[];
                            /** @description fen */
                            minPrice: number;
                            maxPerBuyer: number | null;
                            maxPerMerchant: {
                                gifts: number | null;
                                amount: number | null;
                            } | null;
                            condition: string | null;
                        };
                        /**
                         * @description exhausted: it has no money for what it was last asked for; it goes on giving what still fits, and is active again when the budget is raised or premium comes back
                         * @enum {unknown}
                         */
                        status: "scheduled" | "active" | "paused" | "exhausted" | "ended";
                        exhaustedAt: string | null;
                        createdAt: string;
                        changedAt: string;
                    };
                };
            };
        };
    };
    putCampaign: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        /** @description What is left out stays as it is; null takes a bound or the condition away. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description ended: now, and for good
                     * @enum {unknown}
                     */
                    status?: "active" | "paused" | "ended";
                    name?: string;
                    /** @description fen, at most 100000000000 */
                    budget?: number;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    endsAt?: string;
                    rules?: {
                        maxPerBuyer?: number | null;
                        maxPerMerchant?: {
                            gifts?: number | null;
                            amount?: number | null;
                        } | null;
                        condition?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        campaignId: string;
                        name: string;
                        product: string;
                        currency: string;
                        /** @description fen */
                        budget: number;
                        /** @description fen */
                        spent: number;
                        /** @description fen that went back to the platform after the end */
                        released: number;
                        /** @description fen */
                        left: number;
                        startsAt: string;
                        endsAt: string;
                        rules: {
                            categories: string[];
                            /** @description fen */
                            minPrice: number;
                            maxPerBuyer: number | null;
                            maxPerMerchant: {
                                gifts: number | null;
                                amount: number | null;
                            } | null;
                            condition: string | null;
                        };
                        /**
                         * @description exhausted: it has no money for what it was last asked for; it goes on giving what still fits, and is active again when the budget is raised or premium comes back
                         * @enum {unknown}
                         */
                        status: "scheduled" | "active" | "paused" | "exhausted" | "ended";
                        exhaustedAt: string | null;
                        createdAt: string;
                        changedAt: string;
                    };
                };
            };
        };
    };
    listCampaignChanges: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            revision: number;
                            /** @enum {unknown} */
                            status: "active" | "paused" | "ended";
                            name: string;
                            /** @description fen */
                            budget: number;
                            endsAt: string;
                            rules: {
                                maxPerBuyer: number | null;
                                maxPerMerchant: {
                                    gifts: number | null;
                                    amount: number | null;
                                } | null;
                                condition: string | null;
                            };
                            changedBy: string;
                            changedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    dryRunCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    product: string;
                    /** @description fen, at most 100000000000 */
                    budget: number;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    startsAt: string;
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    endsAt: string;
                    rules?: {
                        /** @description empty: all */
                        categories?: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                        /** @description fen */
                        minPrice?: number;
                        maxPerBuyer?: number | null;
                        maxPerMerchant?: {
                            gifts?: number | null;
                            amount?: number | null;
                        } | null;
                        condition?: string | null;
                    };
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    from: string;
                    /** @description RFC 3339; at most 92 days after `from` */
                    until: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        from: string;
                        until: string;
                        /** @description orders with a line that would bind in the window */
                        orders: number;
                        /** @description lines of them that would bind in the window */
                        lines: number;
                        /** @description of these: lines that had the cover already, whoever paid */
                        covered: number;
                        gifts: number;
                        /** @description fen */
                        cost: number;
                        /** @description gifts that the budget had no money for */
                        overBudget: number;
                        /** @description gifts to a buyer or merchant whose share was used up */
                        overShare: number;
                        perDay: {
                            day: string;
                            gifts: number;
                            /** @description fen */
                            cost: number;
                        }[];
                        /** @description the first 20 gifts */
                        examples: {
                            orderId: string;
                            lineId: string;
                            merchantId: string;
                            sku: string;
                            category: string;
                            /** @description fen */
                            unitPrice: number;
                            /** @description fen */
                            premium: number;
                            at: string;
                        }[];
                        /** @description whether a limit ended it before the window was seen whole */
                        truncated: boolean;
                        seen: {
                            /** @description orders that were looked at, the oldest first */
                            orders: number;
                            stoppedBy: ("orders" | "time") | null;
                            limit: number | null;
                            unit: string | null;
                        };
                    };
                };
            };
        };
    };
    forecastRate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
                product: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        merchantId: string;
                        product: string;
                        currency: string;
                        today: {
                            day: string;
                            band: string;
                        };
                        tomorrow: {
                            day: string;
                            band: string;
                        };
                        /** @description rises that the shop was told of */
                        announced: {
                            band: string;
                            effectiveOn: string;
                        }[];
                        /** @description rises that it will have been told of tomorrow, if today ends as it stands */
                        expected: {
                            band: string;
                            effectiveOn: string;
                        }[];
                        /** @description days from the announcement of a rise to the day from which it is charged */
                        noticeDays: number;
                        experience: {
                            windowDays: number;
                            /** @description policies in the window */
                            exposures: number;
                            /** @description those of them with an agreed claim */
                            returns: number;
                            ownRatePpm: number | null;
                            /** @description everybody's rate, parts per million */
                            collectiveRatePpm: number;
                            /** @description how much the own rate counts: Z = n ÷ (n + k), parts per million */
                            credibilityPpm: number;
                            /** @description Z × own + (1−Z) × collective, parts per million */
                            weightedRatePpm: number;
                            band: string;
                        };
                        thresholds: {
                            band: string;
                            returnsMax: number | null;
                            fewer: number | null;
                        }[];
                        /** @description fen */
                        samplePrice: number;
                        /** @description premium of one order at the sample price, for a buyer without history */
                        premiums: {
                            zone: string | null;
                            category: string;
                            /** @description fen */
                            today: number;
                            /** @description fen */
                            tomorrow: number;
                        }[];
                        /** @description all of it in words */
                        text: string;
                    };
                };
            };
        };
    };
    simulateCover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    product: string;
                    categories: {
                        /** @enum {unknown} */
                        category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                        ordersPerMonth: number;
                        /** @description of one order, fen */
                        averagePrice: number;
                    }[];
                    /** @description of orders, parts per million; the shop's own when left out */
                    returnRatePpm?: number;
                    /** @description how far orders travel, as whole weights; the usual mix when left out */
                    zoneMix?: {
                        same_city?: number;
                        same_province?: number;
                        near?: number;
                        far?: number;
                        remote?: number;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        product: string;
                        currency: string;
                        band: string;
                        /** @description fen */
                        premiumPerMonth: number;
                        /** @description fen */
                        costPerOrder: number;
                        breakEvenReturnRatePpm: number | null;
                        /** @description orders that can be insured */
                        ordersPerMonth: number;
                        /** @description share of orders that come back, parts per million */
                        returnRatePpm: number;
                        returnedOrdersPerMonth: number;
                        expectedClaimsPerMonth: number | null;
                        premiumShareOfSalesPpm: number | null;
                        /** @description categories that the product is not for, at this price */
                        notInsurable: string[];
                        zoneMix: {
                            same_city: number;
                            same_province: number;
                            near: number;
                            far: number;
                            remote: number;
                        };
                        experience: {
                            windowDays: number;
                            /** @description policies in the window */
                            exposures: number;
                            /** @description those of them with an agreed claim */
                            returns: number;
                            ownRatePpm: number | null;
                            /** @description everybody's rate, parts per million */
                            collectiveRatePpm: number;
                            /** @description how much the own rate counts: Z = n ÷ (n + k), parts per million */
                            credibilityPpm: number;
                            /** @description Z × own + (1−Z) × collective, parts per million */
                            weightedRatePpm: number;
                            band: string;
                        };
                        /** @description the same month in every band */
                        bands: {
                            band: string;
                            /** @description fen */
                            premiumPerMonth: number;
                            /** @description fen */
                            costPerOrder: number;
                            breakEvenReturnRatePpm: number | null;
                        }[];
                        text: string;
                    };
                };
            };
        };
    };
    listRatingRuns: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description the day whose bands it makes */
                            runOn: string;
                            sequence: number;
                            /** @description running, done or abandoned */
                            state: string;
                            /** @description count, merchant, buyer, block:<product> or forget */
                            phase: string;
                            /** @description merchants and buyers rated so far */
                            done: number;
                            /** @description 0 until everything is counted */
                            total: number;
                            /** @description of whom the band or an announced rise changed */
                            changed: number;
                            /** @description buyers who cannot buy from this day on */
                            blocked: number;
                            noticeDays: number;
                            /** @description of the whole marketplace in the window */
                            exposures: number;
                            returns: number;
                            resultHash: string | null;
                            startedAt: string;
                            finishedAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            code: string;
                            version: number;
                            name: string;
                            names: {
                                zh: string;
                                en: string;
                            };
                            summary: string;
                            validFrom: string;
                            filing: string;
                            funding: string;
                            payers: string[];
                            /** @description empty: all goods */
                            categories: string[];
                            /** @description fen */
                            unitPriceMin: number;
                            /** @description fen */
                            unitPriceMax: number;
                            perils: {
                                code: string;
                                title: string;
                            }[];
                            /** @description automatic, automatic_under_limit, person */
                            decision: string;
                            automaticMax: number | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    draftProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    /** @description the form */
                    form: {
                        [key: string]: unknown;
                    };
                    terms?: {
                        zh: string;
                        en: string;
                    } | null;
                    /** @description in the notation of scenarios.yaml */
                    scenarios?: {
                        [key: string]: unknown;
                    }[];
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        version: number;
                        name: string;
                        names: {
                            zh: string;
                            en: string;
                        };
                        summary: string;
                        validFrom: string;
                        filing: string;
                        funding: string;
                        payers: string[];
                        /** @description empty: all goods */
                        categories: string[];
                        /** @description fen */
                        unitPriceMin: number;
                        /** @description fen */
                        unitPriceMax: number;
                        perils: {
                            code: string;
                            title: string;
                        }[];
                        /** @description automatic, automatic_under_limit, person */
                        decision: string;
                        automaticMax: number | null;
                        versions: number[];
                        bindsOn: {
                            [key: string]: string;
                        };
                        insuredUnit: string;
                        period: {
                            /** @description when cover begins, in words */
                            inception: string;
                            /** @description when cover ends, in words */
                            expiry: string;
                            waitingDays: number;
                            /** @description longest cover while the end is not known yet, in days */
                            openDaysMax: number;
                        };
                        reportingDays: number;
                        coverages: {
                            code: string;
                            title: string;
                            perils: {
                                code: string;
                                title: string;
                            }[];
                            /** @description by `kind`; amounts in fen */
                            benefit: {
                                [key: string]: unknown;
                            };
                            claimsMax: number;
                            claimLimit: number | null;
                        }[];
                        sumInsured: {
                            /** @description route_maximum or price_percent */
                            kind: string;
                            percent: number | null;
                            plus: number | null;
                            maximum: number | null;
                        };
                        tariff: {
                            code: string;
                            validFrom: string;
                            validUntil: string | null;
                            by: string[];
                            rows: {
                                match: string[];
                                premium: {
                                    /** @enum {string} */
                                    kind: "amount";
                                    /** @description fen */
                                    amount: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "rate";
                                    /** @description parts per million of the price paid */
                                    ppm: number;
                                };
                            }[];
                            relativities: {
                                factor: string;
                                ppm: {
                                    [key: string]: number;
                                };
                            }[];
                            /** @description fen */
                            minimum: number;
                            /** @description fen */
                            maximum: number;
                            rounding: string;
                        };
                        indemnity: boolean;
                        /** @description premium after a change of the line: whole_difference, or unexpired_share of it */
                        endorsement: string;
                        cancellation: {
                            /** @description whose cover ends early on request */
                            payers: string[];
                            /** @description of cover that has begun: none, pro_rata, short_rate; before it begins all of it */
                            refund: string;
                            /** @description short_rate: by started twelfth of the period */
                            refundPercent: number[];
                            /** @description 0: cancelled cover is not taken up again */
                            reinstatementDays: number;
                        };
                        shop: {
                            /** @description an enrolment takes in all goods */
                            wholeShop: boolean;
                            ageDaysMin: number;
                            returnRateMaxPpm: number | null;
                            /** @description policies in the trailing window below which the return rate is not asked */
                            exposuresMin: number;
                        };
                        recoveryFrom: string | null;
                        merchantAnswerDays: number | null;
                        fields: {
                            name: string;
                            type: string;
                            title: string;
                            required: boolean;
                        }[];
                        documents: {
                            kind: string;
                            title: string;
                            example: string;
                            minCount: number;
                            required: boolean;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                        }[];
                        clauses: {
                            id: string;
                            title: string;
                            text: string;
                        }[];
                        /** @description Markdown */
                        terms: string;
                        draft?: {
                            revision: number;
                            /** @description of the product */
                            number: number;
                            basedOn: number | null;
                            note: string;
                            createdBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            createdAt: string;
                            changedBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            changedAt: string;
                            /** @description SHA-256 of the content; a run names the one that it was made on */
                            contentHash: string;
                            content: {
                                validFrom: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                summary: {
                                    zh: string;
                                    en: string;
                                };
                                filing: string;
                                /** @enum {unknown} */
                                funding: "insurance" | "guarantee_service";
                                payers: ("merchant" | "buyer" | "platform")[];
                                bindsOn: {
                                    /** @enum {unknown} */
                                    merchant: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    buyer: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    platform: "payment" | "shipment";
                                };
                                /** @enum {unknown} */
                                insuredUnit: "order" | "line";
                                eligibility: {
                                    /** @description empty: all goods */
                                    categories: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                                    /** @description fen */
                                    unitPriceMin: number;
                                    /** @description fen */
                                    unitPriceMax: number;
                                };
                                period: {
                                    inception: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    waitingDays: number;
                                    expiry: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    openDaysMax: number;
                                };
                                /** @description days */
                                reportingDays: number;
                                coverage: {
                                    code: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    perils: {
                                        code: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    benefit: {
                                        /** @enum {string} */
                                        kind: "route_schedule";
                                        schedule: {
                                            same_city: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            same_province: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            near: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            far: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            remote: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "refund";
                                        /** @description percent */
                                        percentOfPrice: number;
                                        feeField: string | null;
                                        /** @description fen */
                                        feeMax: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "damage_degree";
                                        degreeField: string;
                                        percentByDegree: {
                                            [key: string]: number;
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "repair_cost";
                                        costField: string;
                                        /** @description fen */
                                        deductible: number;
                                        /** @description percent */
                                        deductiblePercent: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "formula";
                                        /** @description CEL */
                                        expression: string;
                                        words: {
                                            zh: string;
                                            en: string;
                                        };
                                    };
                                    claimsMax: number;
                                    claimLimit: number | null;
                                };
                                sumInsured: {
                                    /** @enum {string} */
                                    kind: "route_maximum";
                                } | {
                                    /** @enum {string} */
                                    kind: "price_percent";
                                    /** @description percent */
                                    percent: number;
                                    /** @description fen */
                                    plus: number;
                                    /** @description fen */
                                    maximum: number;
                                };
                                tariff: {
                                    code: string;
                                    validFrom: string;
                                    validUntil: string | null;
                                    /** @description the columns of the table */
                                    by: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term")[];
                                    rows: {
                                        /** @description a value, or *, for each factor of `by` */
                                        match: string[];
                                        premium: {
                                            /** @enum {string} */
                                            kind: "amount";
                                            /** @description fen */
                                            amount: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "rate";
                                            /** @description parts per million */
                                            ppm: number;
                                        };
                                    }[];
                                    relativities: {
                                        /** @enum {unknown} */
                                        factor: "merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term";
                                        ppm: {
                                            [key: string]: number;
                                        };
                                    }[];
                                    /** @description fen */
                                    minimum: number;
                                    /** @description fen */
                                    maximum: number;
                                    /** @enum {unknown} */
                                    rounding: "down" | "half_up" | "up";
                                };
                                /** @description percent */
                                averageClaimPercent: number;
                                indemnity: boolean;
                                /** @enum {unknown} */
                                endorsement: "whole_difference" | "unexpired_share";
                                cancellation: {
                                    payers: ("merchant" | "buyer" | "platform")[];
                                    refund: {
                                        /** @enum {string} */
                                        kind: "none";
                                    } | {
                                        /** @enum {string} */
                                        kind: "pro_rata";
                                    } | {
                                        /** @enum {string} */
                                        kind: "short_rate";
                                        refundPercent: number[];
                                    };
                                    /** @description days */
                                    reinstatementDays: number;
                                };
                                shop: {
                                    wholeShop: boolean;
                                    /** @description of the terms, like 3.2 */
                                    wholeShopClause?: string;
                                    /** @description days */
                                    ageDaysMin: number;
                                    returnRateMaxPpm: number | null;
                                    exposuresMin: number;
                                };
                                buyerLimit?: {
                                    /** @description parts per million */
                                    returnRateMaxPpm: number;
                                    exposuresMin: number;
                                    /** @description days */
                                    windowDays: number;
                                    /** @description days */
                                    blockDays: number;
                                };
                                decision: {
                                    /** @enum {unknown} */
                                    mode: "automatic" | "automatic_under_limit" | "person";
                                    /** @description fen */
                                    automaticMax: number;
                                };
                                merchantAnswer: {
                                    /** @description working days */
                                    days: number;
                                } | null;
                                signature?: {
                                    /** @description points */
                                    intact: number;
                                    /** @description points */
                                    remarked: number;
                                    /** @description points */
                                    unsigned: number;
                                    slots: {
                                        [key: string]: number;
                                    };
                                    photographed: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    photographedLater: number;
                                    reported: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    referBelow: number;
                                    /** @description hours */
                                    photoHoursBefore: number;
                                    /** @description hours */
                                    photoHoursAfter: number;
                                };
                                signals?: {
                                    bursts: {
                                        /** @enum {unknown} */
                                        subject: "buyer" | "merchant" | "payee" | "place";
                                        /** @description days */
                                        days: number;
                                        claimsMax: number;
                                        /** @description days */
                                        shopDaysBelow?: number;
                                        priceTimesBelow?: number;
                                    }[];
                                    payee: {
                                        /** @description days */
                                        days: number;
                                        buyersMax: number;
                                    };
                                    parcel: {
                                        speedKmhMax: number;
                                        weight: {
                                            grams: number;
                                            /** @description percent */
                                            percent: number;
                                        };
                                    } | null;
                                };
                                adjudication: {
                                    /** @description a rule of adjudication by name */
                                    rule: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                }[];
                                conditions?: {
                                    name: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    /** @description CEL */
                                    expression: string;
                                    /** @enum {unknown} */
                                    otherwise: "reject" | "refer";
                                    /** @enum {unknown} */
                                    reason: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                }[];
                                fields: {
                                    name: string;
                                    /** @enum {unknown} */
                                    type: "string" | "text" | "integer" | "money" | "date" | "datetime" | "boolean" | "enum";
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    required: boolean;
                                    options?: {
                                        value: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    example?: {
                                        zh: string;
                                        en: string;
                                    };
                                    /** @enum {unknown} */
                                    register?: "test_institution" | "appraiser" | "repairer";
                                }[];
                                documents: {
                                    kind: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    example: {
                                        zh: string;
                                        en: string;
                                    };
                                    minCount: number;
                                    required: boolean;
                                    alternativeOf?: string;
                                    requiredWith?: string;
                                    picture?: string;
                                }[];
                                supplement?: {
                                    reminderDays: number[];
                                    /** @description days */
                                    silenceDays: number;
                                };
                                recoveryFrom: ("carrier" | "merchant") | null;
                                lateInterest?: boolean;
                                recovery?: {
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    percentByPeril: {
                                        [key: string]: number;
                                    };
                                    within: {
                                        /** @enum {unknown} */
                                        anchor: "shipment" | "decision";
                                        /** @description days */
                                        days: number;
                                    };
                                };
                                /** @description Markdown; {coverage.claimsMax} is put in when it is read */
                                terms: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            tariffFindings: {
                                /** @enum {unknown} */
                                kind: "bounds_reversed" | "duplicate" | "gap" | "relativity_gap" | "ambiguous" | "unreachable" | "not_monotone" | "above_maximum" | "below_minimum";
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                factor: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term") | null;
                                /** @description counted from 0 */
                                rows: number[];
                                /** @description the first of them */
                                cells: {
                                    /** @description a value by factor */
                                    at: {
                                        [key: string]: string;
                                    };
                                    row: number | null;
                                    than: {
                                        [key: string]: string;
                                    } | null;
                                }[];
                                cellCount: number;
                                text: string;
                            }[];
                            scenarios: {
                                inForce: number;
                                restated: number;
                                added: number;
                            };
                            tests: {
                                run: number;
                                green: number;
                                red: number;
                                /** @description on exactly this content and these scenarios */
                                upToDate: boolean;
                            } | null;
                            /** @description only once its scenarios are green on exactly its content */
                            canBeApproved: boolean;
                            /** @description why it cannot be approved; empty where it can */
                            reasons: {
                                /** @enum {unknown} */
                                code: "unchanged" | "terms_unwritten" | "tariff_code_kept" | "tariff_gap" | "tariff_overlap" | "tariff_bounds" | "scenarios_missing" | "not_tested" | "content_changed" | "scenarios_changed" | "scenarios_red";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    readProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        version: number;
                        name: string;
                        names: {
                            zh: string;
                            en: string;
                        };
                        summary: string;
                        validFrom: string;
                        filing: string;
                        funding: string;
                        payers: string[];
                        /** @description empty: all goods */
                        categories: string[];
                        /** @description fen */
                        unitPriceMin: number;
                        /** @description fen */
                        unitPriceMax: number;
                        perils: {
                            code: string;
                            title: string;
                        }[];
                        /** @description automatic, automatic_under_limit, person */
                        decision: string;
                        automaticMax: number | null;
                        versions: number[];
                        bindsOn: {
                            [key: string]: string;
                        };
                        insuredUnit: string;
                        period: {
                            /** @description when cover begins, in words */
                            inception: string;
                            /** @description when cover ends, in words */
                            expiry: string;
                            waitingDays: number;
                            /** @description longest cover while the end is not known yet, in days */
                            openDaysMax: number;
                        };
                        reportingDays: number;
                        coverages: {
                            code: string;
                            title: string;
                            perils: {
                                code: string;
                                title: string;
                            }[];
                            /** @description by `kind`; amounts in fen */
                            benefit: {
                                [key: string]: unknown;
                            };
                            claimsMax: number;
                            claimLimit: number | null;
                        }[];
                        sumInsured: {
                            /** @description route_maximum or price_percent */
                            kind: string;
                            percent: number | null;
                            plus: number | null;
                            maximum: number | null;
                        };
                        tariff: {
                            code: string;
                            validFrom: string;
                            validUntil: string | null;
                            by: string[];
                            rows: {
                                match: string[];
                                premium: {
                                    /** @enum {string} */
                                    kind: "amount";
                                    /** @description fen */
                                    amount: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "rate";
                                    /** @description parts per million of the price paid */
                                    ppm: number;
                                };
                            }[];
                            relativities: {
                                factor: string;
                                ppm: {
                                    [key: string]: number;
                                };
                            }[];
                            /** @description fen */
                            minimum: number;
                            /** @description fen */
                            maximum: number;
                            rounding: string;
                        };
                        indemnity: boolean;
                        /** @description premium after a change of the line: whole_difference, or unexpired_share of it */
                        endorsement: string;
                        cancellation: {
                            /** @description whose cover ends early on request */
                            payers: string[];
                            /** @description of cover that has begun: none, pro_rata, short_rate; before it begins all of it */
                            refund: string;
                            /** @description short_rate: by started twelfth of the period */
                            refundPercent: number[];
                            /** @description 0: cancelled cover is not taken up again */
                            reinstatementDays: number;
                        };
                        shop: {
                            /** @description an enrolment takes in all goods */
                            wholeShop: boolean;
                            ageDaysMin: number;
                            returnRateMaxPpm: number | null;
                            /** @description policies in the trailing window below which the return rate is not asked */
                            exposuresMin: number;
                        };
                        recoveryFrom: string | null;
                        merchantAnswerDays: number | null;
                        fields: {
                            name: string;
                            type: string;
                            title: string;
                            required: boolean;
                        }[];
                        documents: {
                            kind: string;
                            title: string;
                            example: string;
                            minCount: number;
                            required: boolean;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                        }[];
                        clauses: {
                            id: string;
                            title: string;
                            text: string;
                        }[];
                        /** @description Markdown */
                        terms: string;
                        draft?: {
                            revision: number;
                            /** @description of the product */
                            number: number;
                            basedOn: number | null;
                            note: string;
                            createdBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            createdAt: string;
                            changedBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            changedAt: string;
                            /** @description SHA-256 of the content; a run names the one that it was made on */
                            contentHash: string;
                            content: {
                                validFrom: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                summary: {
                                    zh: string;
                                    en: string;
                                };
                                filing: string;
                                /** @enum {unknown} */
                                funding: "insurance" | "guarantee_service";
                                payers: ("merchant" | "buyer" | "platform")[];
                                bindsOn: {
                                    /** @enum {unknown} */
                                    merchant: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    buyer: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    platform: "payment" | "shipment";
                                };
                                /** @enum {unknown} */
                                insuredUnit: "order" | "line";
                                eligibility: {
                                    /** @description empty: all goods */
                                    categories: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                                    /** @description fen */
                                    unitPriceMin: number;
                                    /** @description fen */
                                    unitPriceMax: number;
                                };
                                period: {
                                    inception: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    waitingDays: number;
                                    expiry: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    openDaysMax: number;
                                };
                                /** @description days */
                                reportingDays: number;
                                coverage: {
                                    code: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    perils: {
                                        code: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    benefit: {
                                        /** @enum {string} */
                                        kind: "route_schedule";
                                        schedule: {
                                            same_city: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            same_province: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            near: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            far: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            remote: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "refund";
                                        /** @description percent */
                                        percentOfPrice: number;
                                        feeField: string | null;
                                        /** @description fen */
                                        feeMax: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "damage_degree";
                                        degreeField: string;
                                        percentByDegree: {
                                            [key: string]: number;
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "repair_cost";
                                        costField: string;
                                        /** @description fen */
                                        deductible: number;
                                        /** @description percent */
                                        deductiblePercent: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "formula";
                                        /** @description CEL */
                                        expression: string;
                                        words: {
                                            zh: string;
                                            en: string;
                                        };
                                    };
                                    claimsMax: number;
                                    claimLimit: number | null;
                                };
                                sumInsured: {
                                    /** @enum {string} */
                                    kind: "route_maximum";
                                } | {
                                    /** @enum {string} */
                                    kind: "price_percent";
                                    /** @description percent */
                                    percent: number;
                                    /** @description fen */
                                    plus: number;
                                    /** @description fen */
                                    maximum: number;
                                };
                                tariff: {
                                    code: string;
                                    validFrom: string;
                                    validUntil: string | null;
                                    /** @description the columns of the table */
                                    by: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term")[];
                                    rows: {
                                        /** @description a value, or *, for each factor of `by` */
                                        match: string[];
                                        premium: {
                                            /** @enum {string} */
                                            kind: "amount";
                                            /** @description fen */
                                            amount: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "rate";
                                            /** @description parts per million */
                                            ppm: number;
                                        };
                                    }[];
                                    relativities: {
                                        /** @enum {unknown} */
                                        factor: "merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term";
                                        ppm: {
                                            [key: string]: number;
                                        };
                                    }[];
                                    /** @description fen */
                                    minimum: number;
                                    /** @description fen */
                                    maximum: number;
                                    /** @enum {unknown} */
                                    rounding: "down" | "half_up" | "up";
                                };
                                /** @description percent */
                                averageClaimPercent: number;
                                indemnity: boolean;
                                /** @enum {unknown} */
                                endorsement: "whole_difference" | "unexpired_share";
                                cancellation: {
                                    payers: ("merchant" | "buyer" | "platform")[];
                                    refund: {
                                        /** @enum {string} */
                                        kind: "none";
                                    } | {
                                        /** @enum {string} */
                                        kind: "pro_rata";
                                    } | {
                                        /** @enum {string} */
                                        kind: "short_rate";
                                        refundPercent: number[];
                                    };
                                    /** @description days */
                                    reinstatementDays: number;
                                };
                                shop: {
                                    wholeShop: boolean;
                                    /** @description of the terms, like 3.2 */
                                    wholeShopClause?: string;
                                    /** @description days */
                                    ageDaysMin: number;
                                    returnRateMaxPpm: number | null;
                                    exposuresMin: number;
                                };
                                buyerLimit?: {
                                    /** @description parts per million */
                                    returnRateMaxPpm: number;
                                    exposuresMin: number;
                                    /** @description days */
                                    windowDays: number;
                                    /** @description days */
                                    blockDays: number;
                                };
                                decision: {
                                    /** @enum {unknown} */
                                    mode: "automatic" | "automatic_under_limit" | "person";
                                    /** @description fen */
                                    automaticMax: number;
                                };
                                merchantAnswer: {
                                    /** @description working days */
                                    days: number;
                                } | null;
                                signature?: {
                                    /** @description points */
                                    intact: number;
                                    /** @description points */
                                    remarked: number;
                                    /** @description points */
                                    unsigned: number;
                                    slots: {
                                        [key: string]: number;
                                    };
                                    photographed: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    photographedLater: number;
                                    reported: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    referBelow: number;
                                    /** @description hours */
                                    photoHoursBefore: number;
                                    /** @description hours */
                                    photoHoursAfter: number;
                                };
                                signals?: {
                                    bursts: {
                                        /** @enum {unknown} */
                                        subject: "buyer" | "merchant" | "payee" | "place";
                                        /** @description days */
                                        days: number;
                                        claimsMax: number;
                                        /** @description days */
                                        shopDaysBelow?: number;
                                        priceTimesBelow?: number;
                                    }[];
                                    payee: {
                                        /** @description days */
                                        days: number;
                                        buyersMax: number;
                                    };
                                    parcel: {
                                        speedKmhMax: number;
                                        weight: {
                                            grams: number;
                                            /** @description percent */
                                            percent: number;
                                        };
                                    } | null;
                                };
                                adjudication: {
                                    /** @description a rule of adjudication by name */
                                    rule: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                }[];
                                conditions?: {
                                    name: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    /** @description CEL */
                                    expression: string;
                                    /** @enum {unknown} */
                                    otherwise: "reject" | "refer";
                                    /** @enum {unknown} */
                                    reason: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                }[];
                                fields: {
                                    name: string;
                                    /** @enum {unknown} */
                                    type: "string" | "text" | "integer" | "money" | "date" | "datetime" | "boolean" | "enum";
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    required: boolean;
                                    options?: {
                                        value: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    example?: {
                                        zh: string;
                                        en: string;
                                    };
                                    /** @enum {unknown} */
                                    register?: "test_institution" | "appraiser" | "repairer";
                                }[];
                                documents: {
                                    kind: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    example: {
                                        zh: string;
                                        en: string;
                                    };
                                    minCount: number;
                                    required: boolean;
                                    alternativeOf?: string;
                                    requiredWith?: string;
                                    picture?: string;
                                }[];
                                supplement?: {
                                    reminderDays: number[];
                                    /** @description days */
                                    silenceDays: number;
                                };
                                recoveryFrom: ("carrier" | "merchant") | null;
                                lateInterest?: boolean;
                                recovery?: {
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    percentByPeril: {
                                        [key: string]: number;
                                    };
                                    within: {
                                        /** @enum {unknown} */
                                        anchor: "shipment" | "decision";
                                        /** @description days */
                                        days: number;
                                    };
                                };
                                /** @description Markdown; {coverage.claimsMax} is put in when it is read */
                                terms: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            tariffFindings: {
                                /** @enum {unknown} */
                                kind: "bounds_reversed" | "duplicate" | "gap" | "relativity_gap" | "ambiguous" | "unreachable" | "not_monotone" | "above_maximum" | "below_minimum";
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                factor: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term") | null;
                                /** @description counted from 0 */
                                rows: number[];
                                /** @description the first of them */
                                cells: {
                                    /** @description a value by factor */
                                    at: {
                                        [key: string]: string;
                                    };
                                    row: number | null;
                                    than: {
                                        [key: string]: string;
                                    } | null;
                                }[];
                                cellCount: number;
                                text: string;
                            }[];
                            scenarios: {
                                inForce: number;
                                restated: number;
                                added: number;
                            };
                            tests: {
                                run: number;
                                green: number;
                                red: number;
                                /** @description on exactly this content and these scenarios */
                                upToDate: boolean;
                            } | null;
                            /** @description only once its scenarios are green on exactly its content */
                            canBeApproved: boolean;
                            /** @description why it cannot be approved; empty where it can */
                            reasons: {
                                /** @enum {unknown} */
                                code: "unchanged" | "terms_unwritten" | "tariff_code_kept" | "tariff_gap" | "tariff_overlap" | "tariff_bounds" | "scenarios_missing" | "not_tested" | "content_changed" | "scenarios_changed" | "scenarios_red";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    readProductVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        version: number;
                        name: string;
                        names: {
                            zh: string;
                            en: string;
                        };
                        summary: string;
                        validFrom: string;
                        filing: string;
                        funding: string;
                        payers: string[];
                        /** @description empty: all goods */
                        categories: string[];
                        /** @description fen */
                        unitPriceMin: number;
                        /** @description fen */
                        unitPriceMax: number;
                        perils: {
                            code: string;
                            title: string;
                        }[];
                        /** @description automatic, automatic_under_limit, person */
                        decision: string;
                        automaticMax: number | null;
                        versions: number[];
                        bindsOn: {
                            [key: string]: string;
                        };
                        insuredUnit: string;
                        period: {
                            /** @description when cover begins, in words */
                            inception: string;
                            /** @description when cover ends, in words */
                            expiry: string;
                            waitingDays: number;
                            /** @description longest cover while the end is not known yet, in days */
                            openDaysMax: number;
                        };
                        reportingDays: number;
                        coverages: {
                            code: string;
                            title: string;
                            perils: {
                                code: string;
                                title: string;
                            }[];
                            /** @description by `kind`; amounts in fen */
                            benefit: {
                                [key: string]: unknown;
                            };
                            claimsMax: number;
                            claimLimit: number | null;
                        }[];
                        sumInsured: {
                            /** @description route_maximum or price_percent */
                            kind: string;
                            percent: number | null;
                            plus: number | null;
                            maximum: number | null;
                        };
                        tariff: {
                            code: string;
                            validFrom: string;
                            validUntil: string | null;
                            by: string[];
                            rows: {
                                match: string[];
                                premium: {
                                    /** @enum {string} */
                                    kind: "amount";
                                    /** @description fen */
                                    amount: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "rate";
                                    /** @description parts per million of the price paid */
                                    ppm: number;
                                };
                            }[];
                            relativities: {
                                factor: string;
                                ppm: {
                                    [key: string]: number;
                                };
                            }[];
                            /** @description fen */
                            minimum: number;
                            /** @description fen */
                            maximum: number;
                            rounding: string;
                        };
                        indemnity: boolean;
                        /** @description premium after a change of the line: whole_difference, or unexpired_share of it */
                        endorsement: string;
                        cancellation: {
                            /** @description whose cover ends early on request */
                            payers: string[];
                            /** @description of cover that has begun: none, pro_rata, short_rate; before it begins all of it */
                            refund: string;
                            /** @description short_rate: by started twelfth of the period */
                            refundPercent: number[];
                            /** @description 0: cancelled cover is not taken up again */
                            reinstatementDays: number;
                        };
                        shop: {
                            /** @description an enrolment takes in all goods */
                            wholeShop: boolean;
                            ageDaysMin: number;
                            returnRateMaxPpm: number | null;
                            /** @description policies in the trailing window below which the return rate is not asked */
                            exposuresMin: number;
                        };
                        recoveryFrom: string | null;
                        merchantAnswerDays: number | null;
                        fields: {
                            name: string;
                            type: string;
                            title: string;
                            required: boolean;
                        }[];
                        documents: {
                            kind: string;
                            title: string;
                            example: string;
                            minCount: number;
                            required: boolean;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                        }[];
                        clauses: {
                            id: string;
                            title: string;
                            text: string;
                        }[];
                        /** @description Markdown */
                        terms: string;
                        draft?: {
                            revision: number;
                            /** @description of the product */
                            number: number;
                            basedOn: number | null;
                            note: string;
                            createdBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            createdAt: string;
                            changedBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            changedAt: string;
                            /** @description SHA-256 of the content; a run names the one that it was made on */
                            contentHash: string;
                            content: {
                                validFrom: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                summary: {
                                    zh: string;
                                    en: string;
                                };
                                filing: string;
                                /** @enum {unknown} */
                                funding: "insurance" | "guarantee_service";
                                payers: ("merchant" | "buyer" | "platform")[];
                                bindsOn: {
                                    /** @enum {unknown} */
                                    merchant: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    buyer: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    platform: "payment" | "shipment";
                                };
                                /** @enum {unknown} */
                                insuredUnit: "order" | "line";
                                eligibility: {
                                    /** @description empty: all goods */
                                    categories: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                                    /** @description fen */
                                    unitPriceMin: number;
                                    /** @description fen */
                                    unitPriceMax: number;
                                };
                                period: {
                                    inception: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    waitingDays: number;
                                    expiry: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    openDaysMax: number;
                                };
                                /** @description days */
                                reportingDays: number;
                                coverage: {
                                    code: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    perils: {
                                        code: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    benefit: {
                                        /** @enum {string} */
                                        kind: "route_schedule";
                                        schedule: {
                                            same_city: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            same_province: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            near: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            far: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            remote: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "refund";
                                        /** @description percent */
                                        percentOfPrice: number;
                                        feeField: string | null;
                                        /** @description fen */
                                        feeMax: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "damage_degree";
                                        degreeField: string;
                                        percentByDegree: {
                                            [key: string]: number;
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "repair_cost";
                                        costField: string;
                                        /** @description fen */
                                        deductible: number;
                                        /** @description percent */
                                        deductiblePercent: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "formula";
                                        /** @description CEL */
                                        expression: string;
                                        words: {
                                            zh: string;
                                            en: string;
                                        };
                                    };
                                    claimsMax: number;
                                    claimLimit: number | null;
                                };
                                sumInsured: {
                                    /** @enum {string} */
                                    kind: "route_maximum";
                                } | {
                                    /** @enum {string} */
                                    kind: "price_percent";
                                    /** @description percent */
                                    percent: number;
                                    /** @description fen */
                                    plus: number;
                                    /** @description fen */
                                    maximum: number;
                                };
                                tariff: {
                                    code: string;
                                    validFrom: string;
                                    validUntil: string | null;
                                    /** @description the columns of the table */
                                    by: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term")[];
                                    rows: {
                                        /** @description a value, or *, for each factor of `by` */
                                        match: string[];
                                        premium: {
                                            /** @enum {string} */
                                            kind: "amount";
                                            /** @description fen */
                                            amount: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "rate";
                                            /** @description parts per million */
                                            ppm: number;
                                        };
                                    }[];
                                    relativities: {
                                        /** @enum {unknown} */
                                        factor: "merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term";
                                        ppm: {
                                            [key: string]: number;
                                        };
                                    }[];
                                    /** @description fen */
                                    minimum: number;
                                    /** @description fen */
                                    maximum: number;
                                    /** @enum {unknown} */
                                    rounding: "down" | "half_up" | "up";
                                };
                                /** @description percent */
                                averageClaimPercent: number;
                                indemnity: boolean;
                                /** @enum {unknown} */
                                endorsement: "whole_difference" | "unexpired_share";
                                cancellation: {
                                    payers: ("merchant" | "buyer" | "platform")[];
                                    refund: {
                                        /** @enum {string} */
                                        kind: "none";
                                    } | {
                                        /** @enum {string} */
                                        kind: "pro_rata";
                                    } | {
                                        /** @enum {string} */
                                        kind: "short_rate";
                                        refundPercent: number[];
                                    };
                                    /** @description days */
                                    reinstatementDays: number;
                                };
                                shop: {
                                    wholeShop: boolean;
                                    /** @description of the terms, like 3.2 */
                                    wholeShopClause?: string;
                                    /** @description days */
                                    ageDaysMin: number;
                                    returnRateMaxPpm: number | null;
                                    exposuresMin: number;
                                };
                                buyerLimit?: {
                                    /** @description parts per million */
                                    returnRateMaxPpm: number;
                                    exposuresMin: number;
                                    /** @description days */
                                    windowDays: number;
                                    /** @description days */
                                    blockDays: number;
                                };
                                decision: {
                                    /** @enum {unknown} */
                                    mode: "automatic" | "automatic_under_limit" | "person";
                                    /** @description fen */
                                    automaticMax: number;
                                };
                                merchantAnswer: {
                                    /** @description working days */
                                    days: number;
                                } | null;
                                signature?: {
                                    /** @description points */
                                    intact: number;
                                    /** @description points */
                                    remarked: number;
                                    /** @description points */
                                    unsigned: number;
                                    slots: {
                                        [key: string]: number;
                                    };
                                    photographed: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    photographedLater: number;
                                    reported: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    referBelow: number;
                                    /** @description hours */
                                    photoHoursBefore: number;
                                    /** @description hours */
                                    photoHoursAfter: number;
                                };
                                signals?: {
                                    bursts: {
                                        /** @enum {unknown} */
                                        subject: "buyer" | "merchant" | "payee" | "place";
                                        /** @description days */
                                        days: number;
                                        claimsMax: number;
                                        /** @description days */
                                        shopDaysBelow?: number;
                                        priceTimesBelow?: number;
                                    }[];
                                    payee: {
                                        /** @description days */
                                        days: number;
                                        buyersMax: number;
                                    };
                                    parcel: {
                                        speedKmhMax: number;
                                        weight: {
                                            grams: number;
                                            /** @description percent */
                                            percent: number;
                                        };
                                    } | null;
                                };
                                adjudication: {
                                    /** @description a rule of adjudication by name */
                                    rule: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                }[];
                                conditions?: {
                                    name: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    /** @description CEL */
                                    expression: string;
                                    /** @enum {unknown} */
                                    otherwise: "reject" | "refer";
                                    /** @enum {unknown} */
                                    reason: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                }[];
                                fields: {
                                    name: string;
                                    /** @enum {unknown} */
                                    type: "string" | "text" | "integer" | "money" | "date" | "datetime" | "boolean" | "enum";
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    required: boolean;
                                    options?: {
                                        value: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    example?: {
                                        zh: string;
                                        en: string;
                                    };
                                    /** @enum {unknown} */
                                    register?: "test_institution" | "appraiser" | "repairer";
                                }[];
                                documents: {
                                    kind: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    example: {
                                        zh: string;
                                        en: string;
                                    };
                                    minCount: number;
                                    required: boolean;
                                    alternativeOf?: string;
                                    requiredWith?: string;
                                    picture?: string;
                                }[];
                                supplement?: {
                                    reminderDays: number[];
                                    /** @description days */
                                    silenceDays: number;
                                };
                                recoveryFrom: ("carrier" | "merchant") | null;
                                lateInterest?: boolean;
                                recovery?: {
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    percentByPeril: {
                                        [key: string]: number;
                                    };
                                    within: {
                                        /** @enum {unknown} */
                                        anchor: "shipment" | "decision";
                                        /** @description days */
                                        days: number;
                                    };
                                };
                                /** @description Markdown; {coverage.claimsMax} is put in when it is read */
                                terms: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            tariffFindings: {
                                /** @enum {unknown} */
                                kind: "bounds_reversed" | "duplicate" | "gap" | "relativity_gap" | "ambiguous" | "unreachable" | "not_monotone" | "above_maximum" | "below_minimum";
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                factor: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term") | null;
                                /** @description counted from 0 */
                                rows: number[];
                                /** @description the first of them */
                                cells: {
                                    /** @description a value by factor */
                                    at: {
                                        [key: string]: string;
                                    };
                                    row: number | null;
                                    than: {
                                        [key: string]: string;
                                    } | null;
                                }[];
                                cellCount: number;
                                text: string;
                            }[];
                            scenarios: {
                                inForce: number;
                                restated: number;
                                added: number;
                            };
                            tests: {
                                run: number;
                                green: number;
                                red: number;
                                /** @description on exactly this content and these scenarios */
                                upToDate: boolean;
                            } | null;
                            /** @description only once its scenarios are green on exactly its content */
                            canBeApproved: boolean;
                            /** @description why it cannot be approved; empty where it can */
                            reasons: {
                                /** @enum {unknown} */
                                code: "unchanged" | "terms_unwritten" | "tariff_code_kept" | "tariff_gap" | "tariff_overlap" | "tariff_bounds" | "scenarios_missing" | "not_tested" | "content_changed" | "scenarios_changed" | "scenarios_red";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    putProductDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the content; amounts in fen */
                    content: {
                        [key: string]: unknown;
                    };
                    note?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        version: number;
                        name: string;
                        names: {
                            zh: string;
                            en: string;
                        };
                        summary: string;
                        validFrom: string;
                        filing: string;
                        funding: string;
                        payers: string[];
                        /** @description empty: all goods */
                        categories: string[];
                        /** @description fen */
                        unitPriceMin: number;
                        /** @description fen */
                        unitPriceMax: number;
                        perils: {
                            code: string;
                            title: string;
                        }[];
                        /** @description automatic, automatic_under_limit, person */
                        decision: string;
                        automaticMax: number | null;
                        versions: number[];
                        bindsOn: {
                            [key: string]: string;
                        };
                        insuredUnit: string;
                        period: {
                            /** @description when cover begins, in words */
                            inception: string;
                            /** @description when cover ends, in words */
                            expiry: string;
                            waitingDays: number;
                            /** @description longest cover while the end is not known yet, in days */
                            openDaysMax: number;
                        };
                        reportingDays: number;
                        coverages: {
                            code: string;
                            title: string;
                            perils: {
                                code: string;
                                title: string;
                            }[];
                            /** @description by `kind`; amounts in fen */
                            benefit: {
                                [key: string]: unknown;
                            };
                            claimsMax: number;
                            claimLimit: number | null;
                        }[];
                        sumInsured: {
                            /** @description route_maximum or price_percent */
                            kind: string;
                            percent: number | null;
                            plus: number | null;
                            maximum: number | null;
                        };
                        tariff: {
                            code: string;
                            validFrom: string;
                            validUntil: string | null;
                            by: string[];
                            rows: {
                                match: string[];
                                premium: {
                                    /** @enum {string} */
                                    kind: "amount";
                                    /** @description fen */
                                    amount: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "rate";
                                    /** @description parts per million of the price paid */
                                    ppm: number;
                                };
                            }[];
                            relativities: {
                                factor: string;
                                ppm: {
                                    [key: string]: number;
                                };
                            }[];
                            /** @description fen */
                            minimum: number;
                            /** @description fen */
                            maximum: number;
                            rounding: string;
                        };
                        indemnity: boolean;
                        /** @description premium after a change of the line: whole_difference, or unexpired_share of it */
                        endorsement: string;
                        cancellation: {
                            /** @description whose cover ends early on request */
                            payers: string[];
                            /** @description of cover that has begun: none, pro_rata, short_rate; before it begins all of it */
                            refund: string;
                            /** @description short_rate: by started twelfth of the period */
                            refundPercent: number[];
                            /** @description 0: cancelled cover is not taken up again */
                            reinstatementDays: number;
                        };
                        shop: {
                            /** @description an enrolment takes in all goods */
                            wholeShop: boolean;
                            ageDaysMin: number;
                            returnRateMaxPpm: number | null;
                            /** @description policies in the trailing window below which the return rate is not asked */
                            exposuresMin: number;
                        };
                        recoveryFrom: string | null;
                        merchantAnswerDays: number | null;
                        fields: {
                            name: string;
                            type: string;
                            title: string;
                            required: boolean;
                        }[];
                        documents: {
                            kind: string;
                            title: string;
                            example: string;
                            minCount: number;
                            required: boolean;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                        }[];
                        clauses: {
                            id: string;
                            title: string;
                            text: string;
                        }[];
                        /** @description Markdown */
                        terms: string;
                        draft?: {
                            revision: number;
                            /** @description of the product */
                            number: number;
                            basedOn: number | null;
                            note: string;
                            createdBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            createdAt: string;
                            changedBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            changedAt: string;
                            /** @description SHA-256 of the content; a run names the one that it was made on */
                            contentHash: string;
                            content: {
                                validFrom: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                summary: {
                                    zh: string;
                                    en: string;
                                };
                                filing: string;
                                /** @enum {unknown} */
                                funding: "insurance" | "guarantee_service";
                                payers: ("merchant" | "buyer" | "platform")[];
                                bindsOn: {
                                    /** @enum {unknown} */
                                    merchant: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    buyer: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    platform: "payment" | "shipment";
                                };
                                /** @enum {unknown} */
                                insuredUnit: "order" | "line";
                                eligibility: {
                                    /** @description empty: all goods */
                                    categories: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                                    /** @description fen */
                                    unitPriceMin: number;
                                    /** @description fen */
                                    unitPriceMax: number;
                                };
                                period: {
                                    inception: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    waitingDays: number;
                                    expiry: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    openDaysMax: number;
                                };
                                /** @description days */
                                reportingDays: number;
                                coverage: {
                                    code: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    perils: {
                                        code: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    benefit: {
                                        /** @enum {string} */
                                        kind: "route_schedule";
                                        schedule: {
                                            same_city: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            same_province: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            near: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            far: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            remote: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "refund";
                                        /** @description percent */
                                        percentOfPrice: number;
                                        feeField: string | null;
                                        /** @description fen */
                                        feeMax: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "damage_degree";
                                        degreeField: string;
                                        percentByDegree: {
                                            [key: string]: number;
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "repair_cost";
                                        costField: string;
                                        /** @description fen */
                                        deductible: number;
                                        /** @description percent */
                                        deductiblePercent: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "formula";
                                        /** @description CEL */
                                        expression: string;
                                        words: {
                                            zh: string;
                                            en: string;
                                        };
                                    };
                                    claimsMax: number;
                                    claimLimit: number | null;
                                };
                                sumInsured: {
                                    /** @enum {string} */
                                    kind: "route_maximum";
                                } | {
                                    /** @enum {string} */
                                    kind: "price_percent";
                                    /** @description percent */
                                    percent: number;
                                    /** @description fen */
                                    plus: number;
                                    /** @description fen */
                                    maximum: number;
                                };
                                tariff: {
                                    code: string;
                                    validFrom: string;
                                    validUntil: string | null;
                                    /** @description the columns of the table */
                                    by: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term")[];
                                    rows: {
                                        /** @description a value, or *, for each factor of `by` */
                                        match: string[];
                                        premium: {
                                            /** @enum {string} */
                                            kind: "amount";
                                            /** @description fen */
                                            amount: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "rate";
                                            /** @description parts per million */
                                            ppm: number;
                                        };
                                    }[];
                                    relativities: {
                                        /** @enum {unknown} */
                                        factor: "merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term";
                                        ppm: {
                                            [key: string]: number;
                                        };
                                    }[];
                                    /** @description fen */
                                    minimum: number;
                                    /** @description fen */
                                    maximum: number;
                                    /** @enum {unknown} */
                                    rounding: "down" | "half_up" | "up";
                                };
                                /** @description percent */
                                averageClaimPercent: number;
                                indemnity: boolean;
                                /** @enum {unknown} */
                                endorsement: "whole_difference" | "unexpired_share";
                                cancellation: {
                                    payers: ("merchant" | "buyer" | "platform")[];
                                    refund: {
                                        /** @enum {string} */
                                        kind: "none";
                                    } | {
                                        /** @enum {string} */
                                        kind: "pro_rata";
                                    } | {
                                        /** @enum {string} */
                                        kind: "short_rate";
                                        refundPercent: number[];
                                    };
                                    /** @description days */
                                    reinstatementDays: number;
                                };
                                shop: {
                                    wholeShop: boolean;
                                    /** @description of the terms, like 3.2 */
                                    wholeShopClause?: string;
                                    /** @description days */
                                    ageDaysMin: number;
                                    returnRateMaxPpm: number | null;
                                    exposuresMin: number;
                                };
                                buyerLimit?: {
                                    /** @description parts per million */
                                    returnRateMaxPpm: number;
                                    exposuresMin: number;
                                    /** @description days */
                                    windowDays: number;
                                    /** @description days */
                                    blockDays: number;
                                };
                                decision: {
                                    /** @enum {unknown} */
                                    mode: "automatic" | "automatic_under_limit" | "person";
                                    /** @description fen */
                                    automaticMax: number;
                                };
                                merchantAnswer: {
                                    /** @description working days */
                                    days: number;
                                } | null;
                                signature?: {
                                    /** @description points */
                                    intact: number;
                                    /** @description points */
                                    remarked: number;
                                    /** @description points */
                                    unsigned: number;
                                    slots: {
                                        [key: string]: number;
                                    };
                                    photographed: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    photographedLater: number;
                                    reported: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    referBelow: number;
                                    /** @description hours */
                                    photoHoursBefore: number;
                                    /** @description hours */
                                    photoHoursAfter: number;
                                };
                                signals?: {
                                    bursts: {
                                        /** @enum {unknown} */
                                        subject: "buyer" | "merchant" | "payee" | "place";
                                        /** @description days */
                                        days: number;
                                        claimsMax: number;
                                        /** @description days */
                                        shopDaysBelow?: number;
                                        priceTimesBelow?: number;
                                    }[];
                                    payee: {
                                        /** @description days */
                                        days: number;
                                        buyersMax: number;
                                    };
                                    parcel: {
                                        speedKmhMax: number;
                                        weight: {
                                            grams: number;
                                            /** @description percent */
                                            percent: number;
                                        };
                                    } | null;
                                };
                                adjudication: {
                                    /** @description a rule of adjudication by name */
                                    rule: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                }[];
                                conditions?: {
                                    name: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    /** @description CEL */
                                    expression: string;
                                    /** @enum {unknown} */
                                    otherwise: "reject" | "refer";
                                    /** @enum {unknown} */
                                    reason: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                }[];
                                fields: {
                                    name: string;
                                    /** @enum {unknown} */
                                    type: "string" | "text" | "integer" | "money" | "date" | "datetime" | "boolean" | "enum";
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    required: boolean;
                                    options?: {
                                        value: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    example?: {
                                        zh: string;
                                        en: string;
                                    };
                                    /** @enum {unknown} */
                                    register?: "test_institution" | "appraiser" | "repairer";
                                }[];
                                documents: {
                                    kind: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    example: {
                                        zh: string;
                                        en: string;
                                    };
                                    minCount: number;
                                    required: boolean;
                                    alternativeOf?: string;
                                    requiredWith?: string;
                                    picture?: string;
                                }[];
                                supplement?: {
                                    reminderDays: number[];
                                    /** @description days */
                                    silenceDays: number;
                                };
                                recoveryFrom: ("carrier" | "merchant") | null;
                                lateInterest?: boolean;
                                recovery?: {
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    percentByPeril: {
                                        [key: string]: number;
                                    };
                                    within: {
                                        /** @enum {unknown} */
                                        anchor: "shipment" | "decision";
                                        /** @description days */
                                        days: number;
                                    };
                                };
                                /** @description Markdown; {coverage.claimsMax} is put in when it is read */
                                terms: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            tariffFindings: {
                                /** @enum {unknown} */
                                kind: "bounds_reversed" | "duplicate" | "gap" | "relativity_gap" | "ambiguous" | "unreachable" | "not_monotone" | "above_maximum" | "below_minimum";
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                factor: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term") | null;
                                /** @description counted from 0 */
                                rows: number[];
                                /** @description the first of them */
                                cells: {
                                    /** @description a value by factor */
                                    at: {
                                        [key: string]: string;
                                    };
                                    row: number | null;
                                    than: {
                                        [key: string]: string;
                                    } | null;
                                }[];
                                cellCount: number;
                                text: string;
                            }[];
                            scenarios: {
                                inForce: number;
                                restated: number;
                                added: number;
                            };
                            tests: {
                                run: number;
                                green: number;
                                red: number;
                                /** @description on exactly this content and these scenarios */
                                upToDate: boolean;
                            } | null;
                            /** @description only once its scenarios are green on exactly its content */
                            canBeApproved: boolean;
                            /** @description why it cannot be approved; empty where it can */
                            reasons: {
                                /** @enum {unknown} */
                                code: "unchanged" | "terms_unwritten" | "tariff_code_kept" | "tariff_gap" | "tariff_overlap" | "tariff_bounds" | "scenarios_missing" | "not_tested" | "content_changed" | "scenarios_changed" | "scenarios_red";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    deleteProductDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listProductVersions: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            code: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "live" | "scheduled" | "superseded" | "draft";
                            name: string;
                            validFrom: string;
                            /** @description its code */
                            tariff: string;
                            basedOn: number | null;
                            note: string | null;
                            createdBy: string | null;
                            createdAt: string | null;
                            changedBy: string | null;
                            changedAt: string | null;
                            tests: {
                                run: number;
                                green: number;
                                red: number;
                                /** @description on exactly this content and these scenarios */
                                upToDate: boolean;
                            } | null;
                            canBeApproved: boolean | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    draftProductVersion: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description a version that was sold, or a draft */
                    basedOn: number;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        version: number;
                        name: string;
                        names: {
                            zh: string;
                            en: string;
                        };
                        summary: string;
                        validFrom: string;
                        filing: string;
                        funding: string;
                        payers: string[];
                        /** @description empty: all goods */
                        categories: string[];
                        /** @description fen */
                        unitPriceMin: number;
                        /** @description fen */
                        unitPriceMax: number;
                        perils: {
                            code: string;
                            title: string;
                        }[];
                        /** @description automatic, automatic_under_limit, person */
                        decision: string;
                        automaticMax: number | null;
                        versions: number[];
                        bindsOn: {
                            [key: string]: string;
                        };
                        insuredUnit: string;
                        period: {
                            /** @description when cover begins, in words */
                            inception: string;
                            /** @description when cover ends, in words */
                            expiry: string;
                            waitingDays: number;
                            /** @description longest cover while the end is not known yet, in days */
                            openDaysMax: number;
                        };
                        reportingDays: number;
                        coverages: {
                            code: string;
                            title: string;
                            perils: {
                                code: string;
                                title: string;
                            }[];
                            /** @description by `kind`; amounts in fen */
                            benefit: {
                                [key: string]: unknown;
                            };
                            claimsMax: number;
                            claimLimit: number | null;
                        }[];
                        sumInsured: {
                            /** @description route_maximum or price_percent */
                            kind: string;
                            percent: number | null;
                            plus: number | null;
                            maximum: number | null;
                        };
                        tariff: {
                            code: string;
                            validFrom: string;
                            validUntil: string | null;
                            by: string[];
                            rows: {
                                match: string[];
                                premium: {
                                    /** @enum {string} */
                                    kind: "amount";
                                    /** @description fen */
                                    amount: number;
                                } | {
                                    /** @enum {string} */
                                    kind: "rate";
                                    /** @description parts per million of the price paid */
                                    ppm: number;
                                };
                            }[];
                            relativities: {
                                factor: string;
                                ppm: {
                                    [key: string]: number;
                                };
                            }[];
                            /** @description fen */
                            minimum: number;
                            /** @description fen */
                            maximum: number;
                            rounding: string;
                        };
                        indemnity: boolean;
                        /** @description premium after a change of the line: whole_difference, or unexpired_share of it */
                        endorsement: string;
                        cancellation: {
                            /** @description whose cover ends early on request */
                            payers: string[];
                            /** @description of cover that has begun: none, pro_rata, short_rate; before it begins all of it */
                            refund: string;
                            /** @description short_rate: by started twelfth of the period */
                            refundPercent: number[];
                            /** @description 0: cancelled cover is not taken up again */
                            reinstatementDays: number;
                        };
                        shop: {
                            /** @description an enrolment takes in all goods */
                            wholeShop: boolean;
                            ageDaysMin: number;
                            returnRateMaxPpm: number | null;
                            /** @description policies in the trailing window below which the return rate is not asked */
                            exposuresMin: number;
                        };
                        recoveryFrom: string | null;
                        merchantAnswerDays: number | null;
                        fields: {
                            name: string;
                            type: string;
                            title: string;
                            required: boolean;
                        }[];
                        documents: {
                            kind: string;
                            title: string;
                            example: string;
                            minCount: number;
                            required: boolean;
                            alternativeOf: string | null;
                            requiredWith: string | null;
                        }[];
                        clauses: {
                            id: string;
                            title: string;
                            text: string;
                        }[];
                        /** @description Markdown */
                        terms: string;
                        draft?: {
                            revision: number;
                            /** @description of the product */
                            number: number;
                            basedOn: number | null;
                            note: string;
                            createdBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            createdAt: string;
                            changedBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            changedAt: string;
                            /** @description SHA-256 of the content; a run names the one that it was made on */
                            contentHash: string;
                            content: {
                                validFrom: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                summary: {
                                    zh: string;
                                    en: string;
                                };
                                filing: string;
                                /** @enum {unknown} */
                                funding: "insurance" | "guarantee_service";
                                payers: ("merchant" | "buyer" | "platform")[];
                                bindsOn: {
                                    /** @enum {unknown} */
                                    merchant: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    buyer: "payment" | "shipment";
                                    /** @enum {unknown} */
                                    platform: "payment" | "shipment";
                                };
                                /** @enum {unknown} */
                                insuredUnit: "order" | "line";
                                eligibility: {
                                    /** @description empty: all goods */
                                    categories: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                                    /** @description fen */
                                    unitPriceMin: number;
                                    /** @description fen */
                                    unitPriceMax: number;
                                };
                                period: {
                                    inception: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    waitingDays: number;
                                    expiry: {
                                        /** @enum {unknown} */
                                        anchor: "payment" | "shipment" | "delivery";
                                        /** @description days */
                                        days: number;
                                        /** @description hours */
                                        hours: number;
                                        /** @description counted from 00:00 in Shanghai of the day after */
                                        fromNextDay: boolean;
                                    };
                                    /** @description days */
                                    openDaysMax: number;
                                };
                                /** @description days */
                                reportingDays: number;
                                coverage: {
                                    code: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    perils: {
                                        code: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    benefit: {
                                        /** @enum {string} */
                                        kind: "route_schedule";
                                        schedule: {
                                            same_city: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            same_province: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            near: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            far: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                            remote: {
                                                /** @description fen */
                                                selfShip: number;
                                                /** @description fen */
                                                pickup: number;
                                            };
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "refund";
                                        /** @description percent */
                                        percentOfPrice: number;
                                        feeField: string | null;
                                        /** @description fen */
                                        feeMax: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "damage_degree";
                                        degreeField: string;
                                        percentByDegree: {
                                            [key: string]: number;
                                        };
                                    } | {
                                        /** @enum {string} */
                                        kind: "repair_cost";
                                        costField: string;
                                        /** @description fen */
                                        deductible: number;
                                        /** @description percent */
                                        deductiblePercent: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "formula";
                                        /** @description CEL */
                                        expression: string;
                                        words: {
                                            zh: string;
                                            en: string;
                                        };
                                    };
                                    claimsMax: number;
                                    claimLimit: number | null;
                                };
                                sumInsured: {
                                    /** @enum {string} */
                                    kind: "route_maximum";
                                } | {
                                    /** @enum {string} */
                                    kind: "price_percent";
                                    /** @description percent */
                                    percent: number;
                                    /** @description fen */
                                    plus: number;
                                    /** @description fen */
                                    maximum: number;
                                };
                                tariff: {
                                    code: string;
                                    validFrom: string;
                                    validUntil: string | null;
                                    /** @description the columns of the table */
                                    by: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term")[];
                                    rows: {
                                        /** @description a value, or *, for each factor of `by` */
                                        match: string[];
                                        premium: {
                                            /** @enum {string} */
                                            kind: "amount";
                                            /** @description fen */
                                            amount: number;
                                        } | {
                                            /** @enum {string} */
                                            kind: "rate";
                                            /** @description parts per million */
                                            ppm: number;
                                        };
                                    }[];
                                    relativities: {
                                        /** @enum {unknown} */
                                        factor: "merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term";
                                        ppm: {
                                            [key: string]: number;
                                        };
                                    }[];
                                    /** @description fen */
                                    minimum: number;
                                    /** @description fen */
                                    maximum: number;
                                    /** @enum {unknown} */
                                    rounding: "down" | "half_up" | "up";
                                };
                                /** @description percent */
                                averageClaimPercent: number;
                                indemnity: boolean;
                                /** @enum {unknown} */
                                endorsement: "whole_difference" | "unexpired_share";
                                cancellation: {
                                    payers: ("merchant" | "buyer" | "platform")[];
                                    refund: {
                                        /** @enum {string} */
                                        kind: "none";
                                    } | {
                                        /** @enum {string} */
                                        kind: "pro_rata";
                                    } | {
                                        /** @enum {string} */
                                        kind: "short_rate";
                                        refundPercent: number[];
                                    };
                                    /** @description days */
                                    reinstatementDays: number;
                                };
                                shop: {
                                    wholeShop: boolean;
                                    /** @description of the terms, like 3.2 */
                                    wholeShopClause?: string;
                                    /** @description days */
                                    ageDaysMin: number;
                                    returnRateMaxPpm: number | null;
                                    exposuresMin: number;
                                };
                                buyerLimit?: {
                                    /** @description parts per million */
                                    returnRateMaxPpm: number;
                                    exposuresMin: number;
                                    /** @description days */
                                    windowDays: number;
                                    /** @description days */
                                    blockDays: number;
                                };
                                decision: {
                                    /** @enum {unknown} */
                                    mode: "automatic" | "automatic_under_limit" | "person";
                                    /** @description fen */
                                    automaticMax: number;
                                };
                                merchantAnswer: {
                                    /** @description working days */
                                    days: number;
                                } | null;
                                signature?: {
                                    /** @description points */
                                    intact: number;
                                    /** @description points */
                                    remarked: number;
                                    /** @description points */
                                    unsigned: number;
                                    slots: {
                                        [key: string]: number;
                                    };
                                    photographed: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    photographedLater: number;
                                    reported: {
                                        /** @description hours */
                                        hours: number;
                                        /** @description points */
                                        points: number;
                                    }[];
                                    /** @description points */
                                    referBelow: number;
                                    /** @description hours */
                                    photoHoursBefore: number;
                                    /** @description hours */
                                    photoHoursAfter: number;
                                };
                                signals?: {
                                    bursts: {
                                        /** @enum {unknown} */
                                        subject: "buyer" | "merchant" | "payee" | "place";
                                        /** @description days */
                                        days: number;
                                        claimsMax: number;
                                        /** @description days */
                                        shopDaysBelow?: number;
                                        priceTimesBelow?: number;
                                    }[];
                                    payee: {
                                        /** @description days */
                                        days: number;
                                        buyersMax: number;
                                    };
                                    parcel: {
                                        speedKmhMax: number;
                                        weight: {
                                            grams: number;
                                            /** @description percent */
                                            percent: number;
                                        };
                                    } | null;
                                };
                                adjudication: {
                                    /** @description a rule of adjudication by name */
                                    rule: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                }[];
                                conditions?: {
                                    name: string;
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    /** @description CEL */
                                    expression: string;
                                    /** @enum {unknown} */
                                    otherwise: "reject" | "refer";
                                    /** @enum {unknown} */
                                    reason: "not_in_force" | "outside_window" | "waiting_period" | "return_refund_only" | "waybill_invalid" | "waybill_reused" | "time_order" | "route_mismatch" | "already_claimed" | "freight_already_settled" | "declaration_missing" | "not_covered" | "evidence_incomplete" | "report_not_accredited" | "report_mismatch" | "report_invalid" | "report_out_of_scope" | "limit_exhausted" | "other_cover_paid" | "no_loss" | "above_automatic_limit" | "above_rate_card" | "merchant_not_heard" | "needs_assessment" | "suspected_fraud" | "requested_above_benefit" | "image_reused" | "impossible_travel" | "weight_mismatch" | "self_ship_unproven";
                                }[];
                                fields: {
                                    name: string;
                                    /** @enum {unknown} */
                                    type: "string" | "text" | "integer" | "money" | "date" | "datetime" | "boolean" | "enum";
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    required: boolean;
                                    options?: {
                                        value: string;
                                        title: {
                                            zh: string;
                                            en: string;
                                        };
                                    }[];
                                    example?: {
                                        zh: string;
                                        en: string;
                                    };
                                    /** @enum {unknown} */
                                    register?: "test_institution" | "appraiser" | "repairer";
                                }[];
                                documents: {
                                    kind: string;
                                    title: {
                                        zh: string;
                                        en: string;
                                    };
                                    example: {
                                        zh: string;
                                        en: string;
                                    };
                                    minCount: number;
                                    required: boolean;
                                    alternativeOf?: string;
                                    requiredWith?: string;
                                    picture?: string;
                                }[];
                                supplement?: {
                                    reminderDays: number[];
                                    /** @description days */
                                    silenceDays: number;
                                };
                                recoveryFrom: ("carrier" | "merchant") | null;
                                lateInterest?: boolean;
                                recovery?: {
                                    /** @description of the terms, like 3.2 */
                                    clause: string;
                                    percentByPeril: {
                                        [key: string]: number;
                                    };
                                    within: {
                                        /** @enum {unknown} */
                                        anchor: "shipment" | "decision";
                                        /** @description days */
                                        days: number;
                                    };
                                };
                                /** @description Markdown; {coverage.claimsMax} is put in when it is read */
                                terms: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            tariffFindings: {
                                /** @enum {unknown} */
                                kind: "bounds_reversed" | "duplicate" | "gap" | "relativity_gap" | "ambiguous" | "unreachable" | "not_monotone" | "above_maximum" | "below_minimum";
                                /** @enum {unknown} */
                                severity: "error" | "warning";
                                factor: ("merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term") | null;
                                /** @description counted from 0 */
                                rows: number[];
                                /** @description the first of them */
                                cells: {
                                    /** @description a value by factor */
                                    at: {
                                        [key: string]: string;
                                    };
                                    row: number | null;
                                    than: {
                                        [key: string]: string;
                                    } | null;
                                }[];
                                cellCount: number;
                                text: string;
                            }[];
                            scenarios: {
                                inForce: number;
                                restated: number;
                                added: number;
                            };
                            tests: {
                                run: number;
                                green: number;
                                red: number;
                                /** @description on exactly this content and these scenarios */
                                upToDate: boolean;
                            } | null;
                            /** @description only once its scenarios are green on exactly its content */
                            canBeApproved: boolean;
                            /** @description why it cannot be approved; empty where it can */
                            reasons: {
                                /** @enum {unknown} */
                                code: "unchanged" | "terms_unwritten" | "tariff_code_kept" | "tariff_gap" | "tariff_overlap" | "tariff_bounds" | "scenarios_missing" | "not_tested" | "content_changed" | "scenarios_changed" | "scenarios_red";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    listProductDrafts: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            code: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "live" | "scheduled" | "superseded" | "draft";
                            name: string;
                            validFrom: string;
                            /** @description its code */
                            tariff: string;
                            basedOn: number | null;
                            note: string | null;
                            createdBy: string | null;
                            createdAt: string | null;
                            changedBy: string | null;
                            changedAt: string | null;
                            tests: {
                                run: number;
                                green: number;
                                red: number;
                                /** @description on exactly this content and these scenarios */
                                upToDate: boolean;
                            } | null;
                            canBeApproved: boolean | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    listProductScenarios: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                origin?: "in_force" | "restated" | "added";
            };
            header?: never;
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            name: string;
                            /** @enum {unknown} */
                            kind: "rate" | "period" | "claim";
                            /** @enum {unknown} */
                            origin: "in_force" | "restated" | "added";
                            given: {
                                [key: string]: unknown;
                            };
                            expect: {
                                [key: string]: unknown;
                            };
                            inForce: {
                                given: {
                                    [key: string]: unknown;
                                };
                                expect: {
                                    [key: string]: unknown;
                                };
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    putProductScenarios: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    scenarios: {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            name: string;
                            /** @enum {unknown} */
                            kind: "rate" | "period" | "claim";
                            /** @enum {unknown} */
                            origin: "in_force" | "restated" | "added";
                            given: {
                                [key: string]: unknown;
                            };
                            expect: {
                                [key: string]: unknown;
                            };
                            inForce: {
                                given: {
                                    [key: string]: unknown;
                                };
                                expect: {
                                    [key: string]: unknown;
                                };
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    listProductTests: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            run: number;
                            /** @description of the draft */
                            revision: number;
                            contentHash: string;
                            scenariosHash: string;
                            green: number;
                            red: number;
                            runBy: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            runAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    testProductDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: number;
                        /** @description of the draft */
                        revision: number;
                        contentHash: string;
                        scenariosHash: string;
                        green: number;
                        red: number;
                        runBy: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        runAt: string;
                        results: {
                            name: string;
                            /** @enum {unknown} */
                            kind: "rate" | "period" | "claim";
                            /** @enum {unknown} */
                            origin: "in_force" | "restated" | "added";
                            green: boolean;
                            expected: {
                                [key: string]: unknown;
                            };
                            found: {
                                [key: string]: unknown;
                            };
                            /** @description JSON pointers into `expected` */
                            differences: string[];
                        }[];
                    };
                };
            };
        };
    };
    readProductTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                version: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: number;
                        /** @description of the draft */
                        revision: number;
                        contentHash: string;
                        scenariosHash: string;
                        green: number;
                        red: number;
                        runBy: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        runAt: string;
                        results: {
                            name: string;
                            /** @enum {unknown} */
                            kind: "rate" | "period" | "claim";
                            /** @enum {unknown} */
                            origin: "in_force" | "restated" | "added";
                            green: boolean;
                            expected: {
                                [key: string]: unknown;
                            };
                            found: {
                                [key: string]: unknown;
                            };
                            /** @description JSON pointers into `expected` */
                            differences: string[];
                        }[];
                    };
                };
            };
        };
    };
    diffProductVersion: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description live (when left out), or a version */
                against?: string;
            };
            header?: never;
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        against: number | null;
                        fields: {
                            added: number;
                            removed: number;
                            changed: number;
                            reordered: number;
                        };
                        rows: {
                            added: number;
                            removed: number;
                            changed: number;
                            reordered: number;
                        };
                        data: {
                            /** @description JSON pointer into this version's content; of what was removed, into the other's */
                            path: string;
                            /** @enum {unknown} */
                            kind: "added" | "removed" | "changed" | "reordered";
                            title: string;
                            titles: {
                                zh: string;
                                en: string;
                            };
                            /** @description null for what was added */
                            before: unknown;
                            /** @description null for what was removed */
                            after: unknown;
                            row: {
                                /** @description in this version's table; of a removed row, in the other's */
                                index: number;
                                match: string[];
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    rateExample: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                    /** @description fen */
                    unitPrice: number;
                    /** @description 1 when left out */
                    quantity?: number;
                    /** @description fen */
                    freight?: number;
                    zone?: ("same_city" | "same_province" | "near" | "far" | "remote") | null;
                    /**
                     * @description `new` when left out
                     * @enum {unknown}
                     */
                    merchantBand?: "new" | "a" | "b" | "c" | "d" | "e" | "f";
                    /**
                     * @description `new` when left out
                     * @enum {unknown}
                     */
                    buyerBand?: "new" | "a" | "b" | "c" | "d" | "e" | "f";
                    /**
                     * @description the product's first payer when left out
                     * @enum {unknown}
                     */
                    payer?: "merchant" | "buyer" | "platform";
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rated: boolean;
                        unrated: ("not_eligible" | "route_unrated" | "tariff_overlap") | null;
                        premium: number | null;
                        sumInsured: number | null;
                        base: number | null;
                        /** @description its code */
                        tariff: string;
                        /** @enum {unknown} */
                        payer: "merchant" | "buyer" | "platform";
                        /** @description the line's value of each factor of the table */
                        cell: {
                            [key: string]: string;
                        };
                        row: number | null;
                        /** @description that fit too, and are less particular */
                        otherRows: number[];
                        factors: {
                            /** @enum {unknown} */
                            factor: "merchantBand" | "buyerBand" | "category" | "priceBand" | "zone" | "term";
                            value: string;
                            ppm: number | null;
                        }[];
                        bound: ("minimum" | "maximum") | null;
                        live: {
                            version: number;
                            premium: number | null;
                            sumInsured: number | null;
                        } | null;
                    };
                };
            };
        };
    };
    checkProductForm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description the form; amounts in fen */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description whether a product can be made of it */
                        sound: boolean;
                        problems: {
                            /** @description JSON pointer into the form */
                            pointer: string;
                            code: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    compareProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        /** @description fields of a row */
                        columns: {
                            /** @enum {unknown} */
                            name: "event" | "suits" | "mind" | "payer" | "period" | "claimWindow" | "benefit" | "evidence" | "decidedBy";
                            /** @description in the language asked for */
                            title: string;
                        }[];
                        rows: {
                            product: string;
                            version: number;
                            /** @description in the language asked for */
                            name: string;
                            /** @description in the language asked for */
                            summary: string;
                            /** @description in the language asked for */
                            event: string;
                            /** @description in the language asked for */
                            suits: string;
                            /** @description most first; empty: goods of all kinds */
                            suitedCategories: ("apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other")[];
                            /** @description in the language asked for */
                            mind: string;
                            /** @description in the language asked for */
                            payer: string;
                            payers: ("merchant" | "buyer" | "platform")[];
                            /** @description in the language asked for */
                            period: string;
                            /** @description in the language asked for */
                            claimWindow: string;
                            /** @description in the language asked for */
                            benefit: string;
                            /** @description in the language asked for */
                            evidence: string;
                            /** @description in the language asked for */
                            decidedBy: string;
                            example: {
                                /** @enum {unknown} */
                                category: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                                /** @description fen */
                                unitPrice: number;
                                /** @enum {unknown} */
                                payer: "merchant" | "buyer" | "platform";
                                /** @description fen */
                                premium: number;
                                /** @description fen */
                                sumInsured: number;
                                /** @description in the language asked for */
                                words: string;
                            } | null;
                            termsUrl: string;
                        }[];
                    };
                };
            };
        };
    };
    readChooser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        questions: {
                            /** @enum {unknown} */
                            id: "goods" | "price" | "worries" | "returns";
                            title: string;
                            /** @enum {unknown} */
                            kind: "one" | "many";
                            required: boolean;
                            options: {
                                value: string;
                                title: string;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    chooseCovers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answers: {
                        /** @enum {unknown} */
                        goods: "apparel" | "shoes" | "bags" | "beauty" | "digital" | "appliance" | "home" | "fragile" | "food" | "jewelry" | "other";
                        price?: ("under_100" | "100_to_500" | "500_to_1000" | "1000_to_3000" | "over_3000") | null;
                        worries?: string[];
                        returns?: ("seldom" | "sometimes" | "often") | null;
                    };
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        /** @description the best first */
                        data: {
                            product: string;
                            version: number;
                            name: string;
                            /** @description all reasons in one sentence */
                            reason: string;
                            reasons: {
                                /** @enum {unknown} */
                                code: "worry" | "goods" | "fragile_goods" | "returns";
                                text: string;
                            }[];
                            payers: ("merchant" | "buyer" | "platform")[];
                            period: string;
                            benefit: string;
                            /** @description fen */
                            unitPrice: number;
                            /** @description fen */
                            premium: number;
                            /** @description fen */
                            sumInsured: number;
                            termsUrl: string;
                        }[];
                    };
                };
            };
        };
    };
    readTerms: {
        parameters: {
            query?: {
                /** @description instead of Accept-Language */
                language?: "zh" | "en";
            };
            header?: never;
            path: {
                code: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    readTrialBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        asOf: string;
                        accounts: {
                            code: string;
                            name: string;
                            /** @description fen */
                            debit: number;
                            /** @description fen */
                            credit: number;
                            /** @description fen */
                            balance: number;
                        }[];
                        /** @description fen */
                        totalDebit: number;
                        /** @description fen */
                        totalCredit: number;
                    };
                };
            };
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                policyId?: string;
                claimId?: string;
                merchantId?: string;
                /** @description only transactions that touch this account */
                account?: "1002" | "1012" | "1122" | "1221" | "1231" | "2203" | "2204" | "2205" | "2206" | "2241" | "2601" | "2602" | "6031" | "2611" | "6051" | "6511" | "2242" | "2801" | "6401" | "6411" | "6512" | "6701" | "1013" | "2002" | "2243" | "1222" | "6402" | "6702" | "2244";
                /** @description of one of its entries; fen, inclusive */
                minAmount?: number;
                /** @description of one of its entries; fen, inclusive */
                maxAmount?: number;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
                sort?: "newest" | "oldest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            transactionId: string;
                            recordedAt: string;
                            currency: string;
                            onAccount: {
                                account: string;
                                /** @description fen */
                                debit: number;
                                /** @description fen */
                                credit: number;
                            } | null;
                            entries: {
                                transferId: string;
                                kind: string;
                                debit: string;
                                credit: string;
                                /** @description fen */
                                amount: number;
                                occurredAt: string;
                                product: string | null;
                                merchantId: string | null;
                                policyId: string | null;
                                claimId: string | null;
                                payoutId: string | null;
                                campaignId: string | null;
                                topUpId: string | null;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    exportTransactions: {
        parameters: {
            query?: {
                policyId?: string;
                claimId?: string;
                merchantId?: string;
                /** @description only transactions that touch this account */
                account?: "1002" | "1012" | "1122" | "1221" | "1231" | "2203" | "2204" | "2205" | "2206" | "2241" | "2601" | "2602" | "6031" | "2611" | "6051" | "6511" | "2242" | "2801" | "6401" | "6411" | "6512" | "6701" | "1013" | "2002" | "2243" | "1222" | "6402" | "6702" | "2244";
                /** @description of one of its entries; fen, inclusive */
                minAmount?: number;
                /** @description of one of its entries; fen, inclusive */
                maxAmount?: number;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    readAccountAges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: string;
                        name: string;
                        currency: string;
                        asOf: string;
                        /** @description fen */
                        balance: number;
                        open: number;
                        /** @description fen */
                        amount: number;
                        /** @description fen: balance less the open items; 0, or the books and the payouts disagree */
                        difference: number;
                        oldestSince: string | null;
                        buckets: {
                            /** @enum {unknown} */
                            code: "under_10_minutes" | "under_24_hours" | "older";
                            items: number;
                            /** @description fen */
                            amount: number;
                            /** @description the oldest first, up to 200 */
                            oldest: {
                                payoutId: string;
                                claimId: string;
                                merchantId: string;
                                status: string;
                                /** @description fen */
                                amount: number;
                                /** @description when it was prepared, or was last sent once more */
                                since: string;
                                humanTask: string | null;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    listStops: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description policies are issued; rules decide claims; payouts are sent
                             * @enum {unknown}
                             */
                            name: "issue" | "auto-decide" | "pay";
                            product: string | null;
                            since: string;
                            reason: string | null;
                        }[];
                    };
                };
            };
        };
    };
    listSwitches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description policies are issued; rules decide claims; payouts are sent
                             * @enum {unknown}
                             */
                            name: "issue" | "auto-decide" | "pay";
                            product: string | null;
                            /** @enum {unknown} */
                            state: "running" | "stopped";
                            since: string | null;
                            reason: string | null;
                            changedBy: string | null;
                            changedAt: string | null;
                            /** @description what If-Match takes to resume */
                            etag: string;
                            /** @description what is held back, or about to be caught up with */
                            waiting: {
                                /** @enum {unknown} */
                                what: "orders" | "claims" | "payouts";
                                count: number;
                            };
                        }[];
                    };
                };
            };
        };
    };
    listSwitchChanges: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            changeId: string;
                            /**
                             * @description policies are issued; rules decide claims; payouts are sent
                             * @enum {unknown}
                             */
                            name: "issue" | "auto-decide" | "pay";
                            product: string | null;
                            /** @enum {unknown} */
                            state: "running" | "stopped";
                            reason: string;
                            changedBy: string;
                            changedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    throwSwitch: {
        parameters: {
            query?: never;
            header?: {
                /** @description the ETag of what is edited */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description stopped: nothing of it happens from the answer on; running: it goes on, and catches up
                     * @enum {unknown}
                     */
                    state: "running" | "stopped";
                    product?: string | null;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description policies are issued; rules decide claims; payouts are sent
                         * @enum {unknown}
                         */
                        name: "issue" | "auto-decide" | "pay";
                        product: string | null;
                        /** @enum {unknown} */
                        state: "running" | "stopped";
                        since: string | null;
                        reason: string | null;
                        changedBy: string | null;
                        changedAt: string | null;
                        /** @description what If-Match takes to resume */
                        etag: string;
                    };
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description who, as entries spell it: staff:…, server:…, merchant:… */
                actor?: string;
                /** @description one of claim, policy, payout, recovery, service_order, register, review, authority, staff, session, key, switch, campaign, merchant, enrolment, wallet, deposit, contacts, or an act of one, such as claim.decided */
                action?: string;
                /** @description the id of what was acted on, as entries spell it */
                subject?: string;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description stays the same */
                            entryId: string;
                            /** @description business time */
                            at: string;
                            actor: {
                                caller: string;
                                name: string | null;
                            };
                            action: string;
                            subject: {
                                kind: string;
                                id: string;
                                part: string | null;
                            };
                            before: {
                                [key: string]: unknown;
                            } | null;
                            after: {
                                [key: string]: unknown;
                            } | null;
                            /** @description as somebody gave it; empty where nobody is asked for one */
                            reason: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    exportAuditEntries: {
        parameters: {
            query?: {
                /** @description who, as entries spell it: staff:…, server:…, merchant:… */
                actor?: string;
                /** @description one of claim, policy, payout, recovery, service_order, register, review, authority, staff, session, key, switch, campaign, merchant, enrolment, wallet, deposit, contacts, or an act of one, such as claim.decided */
                action?: string;
                /** @description the id of what was acted on, as entries spell it */
                subject?: string;
                /** @description RFC 3339; from then on */
                from?: string;
                /** @description RFC 3339; before then */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description the last `id` that was heard; browsers send it by themselves */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    readBoard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description business time */
                        at: string;
                        /** @description by the wall's clock, so that a sandbox that moves its own shows what the machine did and not what the calendar says */
                        series: {
                            /** @description the beginning of the first slot, on the wall's clock */
                            from: string;
                            slotMs: number;
                            /** @description a number for each slot, the oldest first; the last slot is not over yet */
                            policiesIssued: number[];
                            /** @description as above */
                            claimsFiled: number[];
                            /** @description as above */
                            claimsDecided: number[];
                            /** @description as above */
                            payoutsSucceeded: number[];
                            /** @description fen that arrived */
                            paidAmount: number[];
                        };
                        /** @description since midnight in Shanghai by business time; a second or two behind */
                        today: {
                            /** @description business day in Shanghai */
                            day: string;
                            policiesIssued: number;
                            policiesCancelled: number;
                            claimsFiled: number;
                            claimsDecided: number;
                            claimsDecidedByRules: number;
                            automaticPpm: number | null;
                            claimsAppealed: number;
                            payoutsSucceeded: number;
                            payoutsFailed: number;
                            payoutsReturned: number;
                            /** @description fen */
                            paidAmount: number;
                            /** @description fen */
                            returnedAmount: number;
                        };
                        payouts: {
                            /** @description sent, and nobody knows yet whether they arrived */
                            unknown: number;
                            /** @description wait for a person */
                            stuck: number;
                        };
                        /** @description background work of the whole house */
                        queue: {
                            /** @description jobs that wait for a worker */
                            ready: number;
                            oldestMs: number | null;
                        };
                        /** @description kill switches that are stopped */
                        stopped: {
                            /** @enum {unknown} */
                            name: "issue" | "auto-decide" | "pay";
                            product: string | null;
                            since: string;
                            reason: string;
                            changedBy: string;
                        }[];
                    };
                };
            };
        };
    };
    listWebhookEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @enum {unknown} */
                            type: "policy.issued" | "policy.declined" | "policy.in_force" | "policy.endorsed" | "policy.cancelled" | "policy.expired" | "claim.filed" | "claim.evidence_requested" | "claim.decided" | "claim.closed" | "claim.appealed" | "claim.appeal_ended" | "payout.succeeded" | "payout.failed" | "payout.returned" | "wallet.low" | "wallet.debited" | "campaign.exhausted" | "switch.changed";
                            title: string;
                            description: string;
                            /** @description a shop's own endpoint can hear of it */
                            ofMerchant: boolean;
                            /** @description the body of a message */
                            example: unknown;
                        }[];
                    };
                };
            };
        };
    };
    checkWebhookSignature: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    secret: string;
                    /** @description as your server got them; others than webhook-… are passed over */
                    headers: {
                        [key: string]: string;
                    };
                    /** @description as your server got it, byte for byte */
                    body: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        valid: boolean;
                        fault: ("secret_malformed" | "id_missing" | "timestamp_missing" | "signature_missing" | "timestamp_malformed" | "version_unsupported" | "body_reserialized" | "signature_mismatch" | "timestamp_too_old" | "timestamp_too_new") | null;
                        explanation: string;
                    };
                };
            };
        };
    };
    listWebhookHealth: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            endpointId: string;
                            merchantId: string | null;
                            url: string;
                            description: string;
                            /**
                             * @description diverted: it works, and there are events that it never got
                             * @enum {unknown}
                             */
                            state: "healthy" | "failing" | "diverted" | "paused";
                            pauseReason: ("person" | "gone" | "failing") | null;
                            pausedAt: string | null;
                            failingSince: string | null;
                            lastSuccessAt: string | null;
                            /** @description in the last 24 hours */
                            attempts: number;
                            successPercent: number | null;
                            p50Ms: number | null;
                            p95Ms: number | null;
                            /** @description deliveries that are tried by themselves */
                            waiting: number;
                            /** @description deliveries that somebody has to replay */
                            diverted: number;
                            oldestUndeliveredAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                merchantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            endpointId: string;
                            merchantId: string | null;
                            url: string;
                            types: string[];
                            description: string;
                            /** @enum {unknown} */
                            status: "active" | "paused";
                            pauseReason: ("person" | "gone" | "failing") | null;
                            pausedAt: string | null;
                            failingSince: string | null;
                            lastSuccessAt: string | null;
                            previousSecretUntil: string | null;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            createdAt: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            changedAt: string;
                            /** @description what If-Match takes */
                            etag: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    addWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                    /** @description ["*"]: all of them, those that are added later too */
                    types: ("*" | "policy.issued" | "policy.declined" | "policy.in_force" | "policy.endorsed" | "policy.cancelled" | "policy.expired" | "claim.filed" | "claim.evidence_requested" | "claim.decided" | "claim.closed" | "claim.appealed" | "claim.appeal_ended" | "payout.succeeded" | "payout.failed" | "payout.returned" | "wallet.low" | "wallet.debited" | "campaign.exhausted" | "switch.changed")[];
                    description?: string;
                    merchantId?: string | null;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        endpointId: string;
                        merchantId: string | null;
                        url: string;
                        types: string[];
                        description: string;
                        /** @enum {unknown} */
                        status: "active" | "paused";
                        pauseReason: ("person" | "gone" | "failing") | null;
                        pausedAt: string | null;
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        createdAt: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        changedAt: string;
                        /** @description what If-Match takes */
                        etag: string;
                        /** @description whsec_…: shown this once; keep it where you verify signatures */
                        secret: string;
                    };
                };
            };
        };
    };
    readWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        endpointId: string;
                        merchantId: string | null;
                        url: string;
                        types: string[];
                        description: string;
                        /** @enum {unknown} */
                        status: "active" | "paused";
                        pauseReason: ("person" | "gone" | "failing") | null;
                        pausedAt: string | null;
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        createdAt: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        changedAt: string;
                        /** @description what If-Match takes */
                        etag: string;
                    };
                };
            };
        };
    };
    putWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                    /** @description ["*"]: all of them, those that are added later too */
                    types: ("*" | "policy.issued" | "policy.declined" | "policy.in_force" | "policy.endorsed" | "policy.cancelled" | "policy.expired" | "claim.filed" | "claim.evidence_requested" | "claim.decided" | "claim.closed" | "claim.appealed" | "claim.appeal_ended" | "payout.succeeded" | "payout.failed" | "payout.returned" | "wallet.low" | "wallet.debited" | "campaign.exhausted" | "switch.changed")[];
                    /** @enum {unknown} */
                    status?: "active" | "paused";
                    description?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        endpointId: string;
                        merchantId: string | null;
                        url: string;
                        types: string[];
                        description: string;
                        /** @enum {unknown} */
                        status: "active" | "paused";
                        pauseReason: ("person" | "gone" | "failing") | null;
                        pausedAt: string | null;
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        createdAt: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        changedAt: string;
                        /** @description what If-Match takes */
                        etag: string;
                    };
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        endpointId: string;
                        merchantId: string | null;
                        url: string;
                        types: string[];
                        description: string;
                        /** @enum {unknown} */
                        status: "active" | "paused";
                        pauseReason: ("person" | "gone" | "failing") | null;
                        pausedAt: string | null;
                        failingSince: string | null;
                        lastSuccessAt: string | null;
                        previousSecretUntil: string | null;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        createdAt: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        changedAt: string;
                        /** @description what If-Match takes */
                        etag: string;
                        /** @description whsec_…: shown this once; keep it where you verify signatures */
                        secret: string;
                    };
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                state?: "pending" | "delivered" | "diverted";
                type?: "policy.issued" | "policy.declined" | "policy.in_force" | "policy.endorsed" | "policy.cancelled" | "policy.expired" | "claim.filed" | "claim.evidence_requested" | "claim.decided" | "claim.closed" | "claim.appealed" | "claim.appeal_ended" | "payout.succeeded" | "payout.failed" | "payout.returned" | "wallet.low" | "wallet.debited" | "campaign.exhausted" | "switch.changed" | "endpoint.test";
                eventId?: string;
                subject?: string;
                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                since?: string;
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            deliveryId: string;
                            /** @description webhook-id: the same however often it is delivered */
                            eventId: string;
                            type: string;
                            subject: string;
                            /**
                             * @description diverted: not tried any more by itself; replay it
                             * @enum {unknown}
                             */
                            state: "pending" | "delivered" | "diverted";
                            /** @description what was heard last, or why it was set aside */
                            reason: string;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            createdAt: string;
                            nextAttemptAt: string | null;
                            deliveredAt: string | null;
                            /** @description byte for byte as it is sent and signed */
                            body: string;
                            attempts: {
                                sequence: number;
                                /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                                at: string;
                                /** @description until the status came, or until nothing more was waited for */
                                durationMs: number;
                                status: number | null;
                                /** @enum {unknown} */
                                verdict: "taken" | "failed" | "gone";
                                /** @description what went wrong, by name: http_500, timeout, ECONNREFUSED, address_not_public */
                                reason: string;
                                url: string;
                                /** @description as they were sent, with the signature */
                                headers: {
                                    [key: string]: string;
                                };
                                /** @description how the answer began, 1 kB at the most */
                                response: string;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    readWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveryId: string;
                        /** @description webhook-id: the same however often it is delivered */
                        eventId: string;
                        type: string;
                        subject: string;
                        /**
                         * @description diverted: not tried any more by itself; replay it
                         * @enum {unknown}
                         */
                        state: "pending" | "delivered" | "diverted";
                        /** @description what was heard last, or why it was set aside */
                        reason: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        createdAt: string;
                        nextAttemptAt: string | null;
                        deliveredAt: string | null;
                        /** @description byte for byte as it is sent and signed */
                        body: string;
                        attempts: {
                            sequence: number;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            at: string;
                            /** @description until the status came, or until nothing more was waited for */
                            durationMs: number;
                            status: number | null;
                            /** @enum {unknown} */
                            verdict: "taken" | "failed" | "gone";
                            /** @description what went wrong, by name: http_500, timeout, ECONNREFUSED, address_not_public */
                            reason: string;
                            url: string;
                            /** @description as they were sent, with the signature */
                            headers: {
                                [key: string]: string;
                            };
                            /** @description how the answer began, 1 kB at the most */
                            response: string;
                        }[];
                    };
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveryId: string;
                        /** @description webhook-id: the same however often it is delivered */
                        eventId: string;
                        type: string;
                        subject: string;
                        /**
                         * @description diverted: not tried any more by itself; replay it
                         * @enum {unknown}
                         */
                        state: "pending" | "delivered" | "diverted";
                        /** @description what was heard last, or why it was set aside */
                        reason: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        createdAt: string;
                        nextAttemptAt: string | null;
                        deliveredAt: string | null;
                        /** @description byte for byte as it is sent and signed */
                        body: string;
                        attempts: {
                            sequence: number;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            at: string;
                            /** @description until the status came, or until nothing more was waited for */
                            durationMs: number;
                            status: number | null;
                            /** @enum {unknown} */
                            verdict: "taken" | "failed" | "gone";
                            /** @description what went wrong, by name: http_500, timeout, ECONNREFUSED, address_not_public */
                            reason: string;
                            url: string;
                            /** @description as they were sent, with the signature */
                            headers: {
                                [key: string]: string;
                            };
                            /** @description how the answer began, 1 kB at the most */
                            response: string;
                        }[];
                    };
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveryId: string;
                        /** @description webhook-id: the same however often it is delivered */
                        eventId: string;
                        type: string;
                        subject: string;
                        /**
                         * @description diverted: not tried any more by itself; replay it
                         * @enum {unknown}
                         */
                        state: "pending" | "delivered" | "diverted";
                        /** @description what was heard last, or why it was set aside */
                        reason: string;
                        /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                        createdAt: string;
                        nextAttemptAt: string | null;
                        deliveredAt: string | null;
                        /** @description byte for byte as it is sent and signed */
                        body: string;
                        attempts: {
                            sequence: number;
                            /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                            at: string;
                            /** @description until the status came, or until nothing more was waited for */
                            durationMs: number;
                            status: number | null;
                            /** @enum {unknown} */
                            verdict: "taken" | "failed" | "gone";
                            /** @description what went wrong, by name: http_500, timeout, ECONNREFUSED, address_not_public */
                            reason: string;
                            url: string;
                            /** @description as they were sent, with the signature */
                            headers: {
                                [key: string]: string;
                            };
                            /** @description how the answer began, 1 kB at the most */
                            response: string;
                        }[];
                    };
                };
            };
        };
    };
    recoverWebhookDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description RFC 3339, such as 2026-11-11T08:00:00.000Z */
                    since: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                        /** @description false: as many as one call takes; call again for the rest */
                        isComplete: boolean;
                    };
                };
            };
        };
    };
    listInvariants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        holds: boolean;
                        /** @description the first of them */
                        violations: {
                            subject: string;
                            detail: string;
                        }[];
                    }[];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                    totp: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        /** @enum {unknown} */
                        role: "buyer" | "merchant" | "adjuster" | "supervisor" | "actuary" | "finance" | "auditor" | "platform" | "admin";
                        expiresAt: string;
                    };
                };
            };
        };
    };
    readSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        role: string;
                        /** @description staff id, buyer id, merchant id, or the key's label */
                        subject: string;
                        caller: string;
                        displayName: string | null;
                        level: number | null;
                        person: string | null;
                        expiresAt: string | null;
                        tenant: {
                            code: string;
                            name: string;
                        };
                        /** @enum {unknown} */
                        mode: "sandbox" | "production";
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    openPortal: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    role: "buyer" | "merchant";
                    buyerId?: string;
                    merchantId?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        token: string;
                        expiresAt: string;
                    };
                };
            };
        };
    };
    enterPortal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: never;
    };
    listApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            keyId: string;
                            label: string;
                            scopes: string[];
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    label: string;
                    /** @description default: ["*"] */
                    scopes?: string[];
                    expiresAt?: string | null;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keyId: string;
                        label: string;
                        scopes: string[];
                        createdAt: string;
                        expiresAt: string | null;
                        /** @description shown this once */
                        key: string;
                    };
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description ISO 8601 duration, PT1M to P90D; default P1D */
                    overlap?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keyId: string;
                        label: string;
                        scopes: string[];
                        createdAt: string;
                        expiresAt: string | null;
                        /** @description shown this once */
                        key: string;
                    };
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listStaff: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            staffId: string;
                            email: string;
                            name: string;
                            /** @enum {unknown} */
                            role: "buyer" | "merchant" | "adjuster" | "supervisor" | "actuary" | "finance" | "auditor" | "platform" | "admin";
                            level: number;
                            person: string | null;
                            enabled: boolean;
                            createdAt: string;
                            /** @description what If-Match takes to change it */
                            etag: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    changeStaff: {
        parameters: {
            query?: never;
            header: {
                /** @description the ETag of what is edited */
                "If-Match": string;
            };
            path: {
                staffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    level: number;
                    person?: string | null;
                    enabled?: boolean;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        staffId: string;
                        email: string;
                        name: string;
                        /** @enum {unknown} */
                        role: "buyer" | "merchant" | "adjuster" | "supervisor" | "actuary" | "finance" | "auditor" | "platform" | "admin";
                        level: number;
                        person: string | null;
                        enabled: boolean;
                        createdAt: string;
                        /** @description what If-Match takes to change it */
                        etag: string;
                    };
                };
            };
        };
    };
    listDeliveredNotices: {
        parameters: {
            query?: {
                recipientId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            noticeId: string;
                            audience: string;
                            recipientId: string;
                            kind: string;
                            template: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                            /** @description how often it was handed over */
                            times: number;
                        }[];
                    };
                };
            };
        };
    };
    scriptNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    answers: ("accepted" | "unavailable" | "refused")[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answers: string[];
                    };
                };
            };
        };
    };
    listDeskCases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            reference: string;
                            debtorKind: string;
                            debtorId: string;
                            amount: number;
                            outcome: string;
                            /** @description how often it was handed over */
                            times: number;
                        }[];
                    };
                };
            };
        };
    };
    scriptDesk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    outcomes: string[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        outcomes: string[];
                    };
                };
            };
        };
    };
    readClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: string;
                    };
                };
            };
        };
    };
    moveClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    advance?: string;
                    set?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: string;
                    };
                };
            };
        };
    };
    scriptGateway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    outcomes: string[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        outcomes: string[];
                    };
                };
            };
        };
    };
    listGatewayTransfers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            outBizNo: string;
                            payee: string;
                            amount: number;
                            state: string;
                        }[];
                    };
                };
            };
        };
    };
    listGatewayTrades: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            outTradeNo: string;
                            amount: number;
                            /** @description WAIT, PAID, CLOSED */
                            state: string;
                            refunds: {
                                outRequestNo: string;
                                amount: number;
                                state: string;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    settle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: string;
                    };
                };
            };
        };
    };
    importRecoveryAnswers: {
        parameters: {
            query: {
                debtorKind: "carrier" | "merchant";
                debtorId: string;
            };
            header: {
                /** @description the same for every retry of one operation */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description answers in the table */
                        lines: number;
                        applied: number;
                        /** @description answers that were in the books before; nothing was changed for them */
                        known: number;
                    };
                };
            };
        };
    };
    takePaymentNotice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
}
