CREATE TABLE `audit_entry` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`person_id` text NOT NULL,
	`session_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`case_id` text,
	`subject_version` integer,
	`payload_sha256` text NOT NULL,
	`rows` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_entry_case` ON `audit_entry` (`case_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entry_subject` ON `audit_entry` (`subject`,`seq`);--> statement-breakpoint
CREATE TABLE `audit_payload` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`payload` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_order` (
	`case_id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`parent_id` text,
	`currency` text,
	`paid_minor` integer,
	`paid_currency` text,
	`captured_minor` integer,
	`captured_currency` text,
	`refunded_before_minor` integer,
	`refunded_before_currency` text,
	`charged_back_minor` integer,
	`charged_back_currency` text,
	`cap_minor` integer,
	`cap_currency` text,
	`shipping_minor` integer,
	`shipping_currency` text,
	`tax_minor` integer,
	`tax_currency` text,
	`placed_at` integer,
	`paid_at` integer,
	`shipped_at` integer,
	`delivered_at` integer,
	`receipt_confirmed_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_order_order_id` ON `case_order` (`order_id`);--> statement-breakpoint
CREATE TABLE `claim` (
	`case_id` text NOT NULL,
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`reason` text NOT NULL,
	`first_reason` text NOT NULL,
	`sub_reason` text,
	`source_reason` text,
	`words` text,
	`language` text,
	`amount_minor` integer,
	`amount_currency` text,
	`item_id` text,
	`is_goods_received` integer,
	`answers` text NOT NULL,
	PRIMARY KEY(`case_id`, `claim_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claim_reason" CHECK("claim"."reason" in ('not_received', 'not_as_described', 'wrong_item', 'defective', 'damaged_in_transit', 'missing_parts', 'counterfeit', 'return_not_refunded', 'other'))
) STRICT;
--> statement-breakpoint
CREATE TABLE `deadline` (
	`case_id` text NOT NULL,
	`deadline_id` text NOT NULL,
	`position` integer NOT NULL,
	`party` text NOT NULL,
	`action` text NOT NULL,
	`due_at` integer NOT NULL,
	`is_mandatory` integer NOT NULL,
	`from` text NOT NULL,
	PRIMARY KEY(`case_id`, `deadline_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `history_entry` (
	`case_id` text NOT NULL,
	`position` integer NOT NULL,
	`at` integer,
	`by` text,
	`action` text NOT NULL,
	`words` text,
	PRIMARY KEY(`case_id`, `position`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `item` (
	`case_id` text NOT NULL,
	`item_id` text NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`sku` text,
	`quantity` integer NOT NULL,
	`unit_price_minor` integer,
	`unit_price_currency` text,
	`listing` text,
	PRIMARY KEY(`case_id`, `item_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `message` (
	`case_id` text NOT NULL,
	`message_id` text NOT NULL,
	`position` integer NOT NULL,
	`from` text NOT NULL,
	`to` text,
	`sent_at` integer,
	`read_at` integer,
	`language` text,
	`original` text NOT NULL,
	`translation` text,
	`attachments` text NOT NULL,
	PRIMARY KEY(`case_id`, `message_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `parcel` (
	`case_id` text NOT NULL,
	`parcel_id` text NOT NULL,
	`position` integer NOT NULL,
	`direction` text NOT NULL,
	`carrier` text,
	`tracking_number` text,
	`promised_at` integer,
	`shipped_at` integer,
	`delivered_at` integer,
	`signed_by` text,
	`scans` text NOT NULL,
	PRIMARY KEY(`case_id`, `parcel_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `party` (
	`case_id` text NOT NULL,
	`position` integer NOT NULL,
	`role` text NOT NULL,
	`id` text,
	`display_name` text,
	`language` text,
	`time_zone` text,
	`country` text,
	PRIMARY KEY(`case_id`, `position`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `remedy` (
	`case_id` text NOT NULL,
	`remedy_id` text NOT NULL,
	`position` integer NOT NULL,
	`by` text NOT NULL,
	`type` text NOT NULL,
	`kind` text NOT NULL,
	`amount_minor` integer,
	`amount_currency` text,
	`local_amount_minor` integer,
	`local_amount_currency` text,
	`with_return` integer,
	`state` text NOT NULL,
	`at` integer,
	`answered_at` integer,
	`words` text,
	PRIMARY KEY(`case_id`, `remedy_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_skip` (
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`until_at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `person_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `dispute_case` (
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
	`lease_person_id` text,
	`lease_session_id` text,
	`lease_ends_at` integer,
	FOREIGN KEY (`lease_person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dispute_case_states" CHECK("dispute_case"."state" in ('received', 'queued', 'in_review', 'staged', 'ruled', 'closed')),
	CONSTRAINT "dispute_case_lease_whole" CHECK((lease_person_id is null) = (lease_ends_at is null) and (lease_person_id is null) = (lease_session_id is null)),
	CONSTRAINT "dispute_case_lease_state" CHECK(lease_person_id is null or state = 'in_review')
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_case_number` ON `dispute_case` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `dispute_case_source` ON `dispute_case` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_due` ON `dispute_case` (`due_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_value` ON `dispute_case` (`value`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_waiting_age` ON `dispute_case` (`received_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `dispute_case_state` ON `dispute_case` (`state`,`number`);--> statement-breakpoint
CREATE INDEX `dispute_case_lease` ON `dispute_case` (`lease_person_id`) WHERE lease_person_id is not null;--> statement-breakpoint
CREATE TABLE `note` (
	`note_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `note_case` ON `note` (`case_id`,`at`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`evidence_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`source_evidence_id` text NOT NULL,
	`position` integer NOT NULL,
	`side` text NOT NULL,
	`label_number` integer NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`path` text,
	`declared_sha256` text,
	`declared_size` integer,
	`declared_media_type` text,
	`sha256` text,
	`statement` text,
	`handed_in_at` integer,
	`claim_ids` text NOT NULL,
	`url` text,
	`text` text,
	`state` text NOT NULL,
	`state_words` text,
	`admissibility` text NOT NULL,
	`admissibility_reason` text,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `vault_file`(`sha256`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "evidence_side" CHECK("evidence"."side" in ('buyer', 'seller', 'platform', 'carrier')),
	CONSTRAINT "evidence_admissibility" CHECK("evidence"."admissibility" in ('admitted', 'late', 'off_topic', 'duplicate', 'unreadable', 'forged'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_source` ON `evidence` (`case_id`,`source_evidence_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_label` ON `evidence` (`case_id`,`side`,`label_number`);--> statement-breakpoint
CREATE INDEX `evidence_sha256` ON `evidence` (`sha256`);--> statement-breakpoint
CREATE TABLE `inspection` (
	`sha256` text PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`show` text NOT NULL,
	`width` integer,
	`height` integer,
	`taken_at` integer,
	`metadata` text NOT NULL,
	`text` text,
	`preview_sha256` text,
	`thumbnail_sha256` text,
	`error` text,
	`inspected_at` integer NOT NULL,
	FOREIGN KEY (`sha256`) REFERENCES `vault_file`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`preview_sha256`) REFERENCES `vault_file`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thumbnail_sha256`) REFERENCES `vault_file`(`sha256`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `opened_mark` (
	`evidence_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`evidence_id`, `person_id`),
	FOREIGN KEY (`evidence_id`) REFERENCES `evidence`(`evidence_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `raw_file` (
	`case_id` text NOT NULL,
	`import_id` text NOT NULL,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	PRIMARY KEY(`case_id`, `import_id`, `path`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `vault_file`(`sha256`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `vault_file` (
	`sha256` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`name` text NOT NULL,
	`key` blob NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_run` (
	`import_id` text PRIMARY KEY NOT NULL,
	`person_name` text NOT NULL,
	`paths` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`cases` text NOT NULL,
	`failed` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_run_started` ON `import_run` (`started_at`);--> statement-breakpoint
CREATE TABLE `kept_file` (
	`import_id` text NOT NULL,
	`path` text NOT NULL,
	`sha256` text NOT NULL,
	PRIMARY KEY(`import_id`, `path`),
	FOREIGN KEY (`import_id`) REFERENCES `import_run`(`import_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `vault_file`(`sha256`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `job` (
	`job_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`unique_key` text,
	`words` text NOT NULL,
	`case_id` text,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`max_attempts` integer NOT NULL,
	`run_after` integer NOT NULL,
	`lease_ends_at` integer,
	`progress` integer,
	`error` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	CONSTRAINT "job_kinds" CHECK("job"."kind" in ('intake.import', 'evidence.inspect', 'lease.expire', 'ruling.takeEffect', 'refund.payOut', 'letter.send')),
	CONSTRAINT "job_states" CHECK("job"."state" in ('waiting', 'running', 'done', 'failed'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `job_unique_key` ON `job` (`unique_key`) WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`run_after`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `job_running` ON `job` (`lease_ends_at`) WHERE state = 'running';--> statement-breakpoint
CREATE INDEX `job_state` ON `job` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `person` (
	`person_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "person_role" CHECK("person"."role" in ('mediator', 'lead', 'triage', 'admin'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `person_name_role` ON `person` (`name`,`role`);--> statement-breakpoint
CREATE TABLE `request` (
	`request_id` text NOT NULL,
	`person_id` text NOT NULL,
	`method` text NOT NULL,
	`input_sha256` text NOT NULL,
	`value` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `request_id`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `session` (
	`session_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`signed_in_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `finding` (
	`ruling_id` text NOT NULL,
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`result` text NOT NULL,
	`absence` text,
	`words` text,
	PRIMARY KEY(`ruling_id`, `claim_id`),
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `finding_exhibit` (
	`ruling_id` text NOT NULL,
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`evidence_id` text NOT NULL,
	PRIMARY KEY(`ruling_id`, `claim_id`, `evidence_id`),
	FOREIGN KEY (`evidence_id`) REFERENCES `evidence`(`evidence_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `letter` (
	`letter_id` text PRIMARY KEY NOT NULL,
	`ruling_id` text NOT NULL,
	`case_id` text NOT NULL,
	`to` text NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `letter_ruling_to` ON `letter` (`ruling_id`,`to`);--> statement-breakpoint
CREATE TABLE `refund` (
	`refund_id` text PRIMARY KEY NOT NULL,
	`ruling_id` text NOT NULL,
	`case_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`state` text NOT NULL,
	`error` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refund_amount" CHECK(amount_minor > 0),
	CONSTRAINT "refund_states" CHECK("refund"."state" in ('planned', 'sent', 'settled', 'failed', 'unknown', 'cancelled'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `refund_one_live` ON `refund` (`ruling_id`) WHERE state <> 'cancelled';--> statement-breakpoint
CREATE INDEX `refund_case` ON `refund` (`case_id`);--> statement-breakpoint
CREATE TABLE `ruling` (
	`ruling_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`state` text NOT NULL,
	`outcome` text NOT NULL,
	`with_return` integer NOT NULL,
	`reason` text NOT NULL,
	`amount_minor` integer,
	`amount_currency` text,
	`basis` text NOT NULL,
	`bearers` text NOT NULL,
	`working` text NOT NULL,
	`shares` text NOT NULL,
	`clauses` text NOT NULL,
	`reasons` text NOT NULL,
	`policy_version` text NOT NULL,
	`staged_at` integer NOT NULL,
	`effective_at` integer NOT NULL,
	`frozen_file` text NOT NULL,
	`frozen_sha256` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ruling_states" CHECK("ruling"."state" in ('staged', 'undone', 'effective')),
	CONSTRAINT "ruling_amount" CHECK((outcome = 'no_refund') = (amount_minor is null) and (amount_minor is null or amount_minor > 0))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `ruling_one_staged` ON `ruling` (`case_id`) WHERE state = 'staged';--> statement-breakpoint
CREATE INDEX `ruling_case` ON `ruling` (`case_id`,`staged_at`);--> statement-breakpoint
CREATE INDEX `ruling_staged_at` ON `ruling` (`staged_at`);--> statement-breakpoint
CREATE INDEX `ruling_person` ON `ruling` (`person_id`,`staged_at`);--> statement-breakpoint
CREATE TABLE `ruling_draft` (
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`draft` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `person_id`),
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action
) STRICT;
