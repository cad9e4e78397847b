CREATE TABLE `handed_by_folder` (
	`key` text PRIMARY KEY NOT NULL,
	`folder_id` text NOT NULL,
	`place` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
