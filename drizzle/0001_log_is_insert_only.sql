CREATE TRIGGER `audit_entry_no_update` BEFORE UPDATE ON `audit_entry` BEGIN SELECT raise(abort, 'the log is insert-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_entry_no_delete` BEFORE DELETE ON `audit_entry` BEGIN SELECT raise(abort, 'the log is insert-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_payload_no_update` BEFORE UPDATE ON `audit_payload` BEGIN SELECT raise(abort, 'the log is insert-only'); END;
--> statement-breakpoint
CREATE TRIGGER `ruling_is_frozen` BEFORE UPDATE OF `ruling_id`, `case_id`, `person_id`, `outcome`, `amount_minor`, `amount_currency`, `working`, `shares`, `reasons`, `frozen_file`, `frozen_sha256` ON `ruling` BEGIN SELECT raise(abort, 'a ruling is never edited'); END;
--> statement-breakpoint
CREATE TRIGGER `refund_is_frozen` BEFORE UPDATE OF `refund_id`, `ruling_id`, `case_id`, `amount_minor`, `currency` ON `refund` BEGIN SELECT raise(abort, 'a refund is never edited'); END;
