CREATE INDEX `appeal_recorded` ON `appeal` (`recorded_at`);--> statement-breakpoint
CREATE INDEX `ruling_hold_due` ON `ruling_hold` (`due_at`);--> statement-breakpoint
CREATE INDEX `audit_entry_skipped` ON `audit_entry` (`at`) WHERE action = 'case.skipped';--> statement-breakpoint
CREATE INDEX `question_due` ON `question` (`due_at`);--> statement-breakpoint
CREATE INDEX `dispute_case_received` ON `dispute_case` (`received_at`,`case_id`,`reason`);--> statement-breakpoint
CREATE INDEX `ruling_in_effect` ON `ruling` (`effective_at`,`ruling_id`,`case_id`,`person_id`,`reason`,`outcome`,`offer_id`,`appeal_until`) WHERE state = 'effective';--> statement-breakpoint
CREATE INDEX `ruling_of_case_in_effect` ON `ruling` (`case_id`,`effective_at`) WHERE state = 'effective';--> statement-breakpoint
CREATE INDEX `ruling_suggestion_count` ON `ruling_suggestion` (`ruling_id`,`followed`);