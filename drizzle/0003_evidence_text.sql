CREATE VIRTUAL TABLE `evidence_text` USING fts5(`text`, `sha256` UNINDEXED, tokenize = 'trigram');
