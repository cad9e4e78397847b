CREATE INDEX `audit_entry_person` ON `audit_entry` (`person_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_entry_action` ON `audit_entry` (`action`,`seq`);