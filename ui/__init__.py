"""The faces of Nakoming: the command line and the Streamlit app. The clock lives here and nowhere else."""
