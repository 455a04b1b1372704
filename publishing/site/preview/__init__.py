"""The live preview: the site and one chapter as they follow what is saved."""
