# Tries: nothing but to be a neighbour with names to tell: a list of imports of its own, which its
#     runner holds besides the job's text.
# Stopped by: the runner, which wipes what it held of a job before the next one inherits its memory.
# Job: {"allowed_imports": ["its_neighbour_may_not_know_of_this_one_a_neighbour_word",
#     "its_neighbour_may_not_know_of_this_longer_name_in_another_bin_b_neighbour_word",
#     "nor_of_this_shorter_one_c_neighbour_word", "nor_of_one_of_the_same_size_d_neighbour_word",
#     "nor_of_two_of_the_same_size__e_neighbour_word", "nor_of_three_of_the_size_f_neighbour_word",
#     "nor_of_a_fourth_of_that_size_g_neighbour_word", "nor_of_a_fifth_of_these_h_neighbour_word"]}
# Expect: {"status": "succeeded"}
{"sum": sum(range(10))}
