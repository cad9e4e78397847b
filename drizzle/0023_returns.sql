CREATE TABLE `lesser_refund` (
	`refund_id` text PRIMARY KEY NOT NULL,
	`instead_of` text NOT NULL,
	`return_id` text NOT NULL,
	`cause_id` text NOT NULL,
	`cause` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`shares` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `return_order`(`return_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "lesser_refund_causes" CHECK("lesser_refund"."cause" in ('inspection', 'appeal')),
	CONSTRAINT "lesser_refund_amount" CHECK(amount_minor > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `lesser_refund_once` ON `lesser_refund` (`instead_of`);--> statement-breakpoint
CREATE TABLE `return_decision` (
	`decision_id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`choice` text NOT NULL,
	`lines` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reasons` text NOT NULL,
	`person_id` text NOT NULL,
	`person_name` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `return_order`(`return_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`person_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "return_decision_choices" CHECK("return_decision"."choice" in ('pay', 'part', 'cancel')),
	CONSTRAINT "return_decision_amount" CHECK((choice = 'cancel') = (amount_minor = 0) and amount_minor >= 0),
	CONSTRAINT "return_decision_reasons" CHECK(trim(reasons) <> '')
) STRICT;
--> statement-breakpoint
CREATE INDEX `return_decision_return` ON `return_decision` (`return_id`,`at`);--> statement-breakpoint
CREATE TABLE `return_event` (
	`event_id` text PRIMARY KEY NOT NULL,
	`return_id` text NOT NULL,
	`event_key` text,
	`kind` text NOT NULL,
	`by` text NOT NULL,
	`person_id` text,
	`person_name` text,
	`words` text,
	`lines` text NOT NULL,
	`photos` text NOT NULL,
	`at` integer NOT NULL,
	`noted_at` integer NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `return_order`(`return_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "return_event_kinds" CHECK("return_event"."kind" in ('shipped', 'in_transit', 'delivered', 'inspected', 'refused', 'lost', 'ordered', 'extended', 'lapsed', 'called_off', 'changed', 'released', 'decided')),
	CONSTRAINT "return_event_by" CHECK(by in ('marketplace', 'exchange', 'person', 'desk'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `return_event_once` ON `return_event` (`return_id`,`event_key`) WHERE event_key is not null;--> statement-breakpoint
CREATE INDEX `return_event_at` ON `return_event` (`return_id`,`at`);--> statement-breakpoint
CREATE TABLE `return_order` (
	`return_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`ruling_id` text NOT NULL,
	`state` text NOT NULL,
	`refund_when` text NOT NULL,
	`label_paid_by` text,
	`lines` text NOT NULL,
	`due_at` integer NOT NULL,
	`reckoning` text,
	`ordered_by` text,
	`label` text,
	`needs` text,
	`needs_at` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `dispute_case`(`case_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ruling_id`) REFERENCES `ruling`(`ruling_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "return_states" CHECK("return_order"."state" in ('planned', 'ordered', 'shipped', 'delivered', 'inspected', 'refused', 'lapsed', 'called_off', 'done')),
	CONSTRAINT "return_triggers" CHECK("return_order"."refund_when" in ('shipped', 'delivered', 'inspected')),
	CONSTRAINT "return_payers" CHECK(label_paid_by is null or "return_order"."label_paid_by" in ('buyer', 'seller', 'platform')),
	CONSTRAINT "return_orders" CHECK(ordered_by is null or ordered_by in ('marketplace', 'people')),
	CONSTRAINT "return_need" CHECK((needs is null) = (needs_at is null) and (needs is null or "return_order"."needs" in ('differs', 'refused', 'lost', 'late')))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `return_one_live` ON `return_order` (`case_id`) WHERE state not in ('lapsed', 'called_off', 'done');--> statement-breakpoint
CREATE INDEX `return_case` ON `return_order` (`case_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `return_needs` ON `return_order` (`needs_at`) WHERE needs is not null;--> statement-breakpoint
ALTER TABLE `ruling` ADD `return_terms` text;--> statement-breakpoint
CREATE TRIGGER `return_order_is_frozen` BEFORE UPDATE OF `return_id`, `case_id`, `ruling_id` ON `return_order` BEGIN SELECT raise(abort, 'a return stays with its ruling'); END;--> statement-breakpoint
CREATE TRIGGER `return_order_no_delete` BEFORE DELETE ON `return_order` BEGIN SELECT raise(abort, 'a return is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `return_event_no_update` BEFORE UPDATE OF `event_id`, `return_id`, `event_key`, `kind`, `by`, `person_id`, `person_name`, `words`, `lines`, `at`, `noted_at` ON `return_event` BEGIN SELECT raise(abort, 'an event of a return is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `return_event_no_delete` BEFORE DELETE ON `return_event` BEGIN SELECT raise(abort, 'an event of a return is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `return_decision_no_update` BEFORE UPDATE ON `return_decision` BEGIN SELECT raise(abort, 'a decision is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `return_decision_no_delete` BEFORE DELETE ON `return_decision` BEGIN SELECT raise(abort, 'a decision is never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `lesser_refund_no_update` BEFORE UPDATE ON `lesser_refund` BEGIN SELECT raise(abort, 'a refund is never edited'); END;--> statement-breakpoint
CREATE TRIGGER `lesser_refund_no_delete` BEFORE DELETE ON `lesser_refund` BEGIN SELECT raise(abort, 'a refund is never edited'); END;
