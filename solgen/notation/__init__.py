"""Mathematics as it is written: Terms, what names mean, LaTeX in, LaTeX and Typst and words out."""
