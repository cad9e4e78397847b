PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_dispute_case` (
	`case_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`content_sha256` text NOT NULL,
	`stage` text NOT NULL,
	`source_status` text,
	`whose_turn` text,
	`opened_at` integer,
	`escalated_at` integer,
	`escalation_cause` text,
	`received_at` integer NOT NULL,
	`integrity` text NOT NULL,
	`is_read_only` integer NOT NULL,
	`goods_return` text,
	`outcome` text,
	`contact_before` text,
	`chargeback` text,
	`unmapped` text NOT NULL,
	`carried_ruling` text,
	`reason` text NOT NULL,
	`claim_count` integer NOT NULL,
	`title` text,
	`buyer_name` text,
	`seller_name` text,
	`amount_minor` integer,
	`amount_currency` text,
	`due_at` integer,
	`answer_until` integer,
	`value` integer NOT NULL,
	`search_text` text NOT NULL,
	`closed_as` text,
	`kept_for_person_id` text,
	`kept_until` integer,
	`lease_person_id` text,
	`lease_session_id` text,
	`lease_ends_at` integer,
	FOREIGN KEY (`kept_for_person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lease_person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dispute_case_states" CHECK("__new_dispute_case"."state" in ('received', 'queued', 'in_review', 'waiting', 'staged', 'held', 'ruled', 'closed')),
	CONSTRAINT "dispute_case_closed_as" CHECK((state = 'closed') = (closed_as is not null)),
	CONSTRAINT "dispute_case_closings" CHECK(closed_as is null or "__new_dispute_case"."closed_as" in ('at_source', 'settled', 'withdrawn', 'ineligible', 'merged', 'final')),
	CONSTRAINT "dispute_case_kept_whole" CHECK((kept_for_person_id is null) = (kept_until is null)),
	CONSTRAINT "dispute_case_lease_whole" CHECK((lease_person_id is null) = (lease_ends_at is null) and (lease_person_id is null) = (lease_session_id is null)),
	CONSTRAINT "dispute_case_lease_state" CHECK(lease_person_id is null or state = 'in_review')
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_dispute_case`("case_id", "number", "version", "state", "source", "source_id", "content_sha256", "stage", "source_status", "whose_turn", "opened_at", "escalated_at", "escalation_cause", "received_at", "integrity", "is_read_only", "goods_return", "outcome", "contact_before", "chargeback", "unmapped", "carried_ruling", "reason", "claim_count", "title", "buyer_name", "seller_name", "amount_minor", "amount_currency", "due_at", "answer_until", "value", "search_text", "closed_as", "kept_for_person_id", "kept_until", "lease_person_id", "lease_session_id", "lease_ends_at") SELECT "case_id", "number", "version", "state", "source", "source_id", "content_sha256", "stage", "source_status", "whose_turn", "opened_at", "escalated_at", "escalation_cause", "received_at", "integrity", "is_read_only", "goods_return", "outcome", "contact_before", "chargeback", "unmapped", "carried_ruling", "reason", "claim_count", "title", "buyer_name", "seller_name", "amount_minor", "amount_currency", "due_at", "answer_until", "value", "search_text", case when state = 'closed' then 'at_source' end, null, null, "lease_person_id", "lease_session_id", "lease_ends_at" FROM `dispute_case`;--> statement-breakpoint
DROP TABLE `dispute_case`;--> statement-breakpoint
ALTER TABLE `__new_dispute_case` RENAME TO `dispute_case`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_case_number` ON `dispute_case` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_case_source` ON `dispute_case` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_due` ON `dispute_case` (`due_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_value` ON `dispute_case` (`value`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_age` ON `dispute_case` (`received_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_state` ON `dispute_case` (`state`,`number`);--> statement-breakpoint
CREATE INDEX `dispute_case_lease` ON `dispute_case` (`lease_person_id`) WHERE lease_person_id is not null;